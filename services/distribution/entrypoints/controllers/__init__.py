"""HTTP in: no operation yet; probes, metrics and the documentation page come from the chassis."""

from litestar import Controller

CONTROLLERS: tuple[type[Controller], ...] = ()
