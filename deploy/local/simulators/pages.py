"""The simulator's two pages: whom it knows, and the sign-in form with a button for each invented person."""

from markupsafe import Markup, escape

from deploy.local.simulators.register import Register, SimulatedPerson

_FRAME = Markup(
    """<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>VNeID (mô phỏng)</title><style>
body{{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}
button,input{{font:inherit;padding:.5rem .75rem}}.notice{{background:#fff3cd;padding:.75rem}}
ul{{list-style:none;padding:0}}li{{margin:.4rem 0}}</style></head><body>
<h1>VNeID (mô phỏng)</h1>
<p class="notice">Đây là chương trình mô phỏng để chạy thử, không phải VNeID; mọi nhân vật đều hư cấu.<br>
<span lang="en">A simulator for trying things out, not VNeID; every person is invented.</span></p>
{body}</body></html>"""
)
_FORM = Markup(
    """<p>Đăng nhập vào <strong>{client}</strong></p>
<form method="post"><p><label>Số định danh cá nhân<br>
<input name="identifier" inputmode="numeric" pattern="[0-9]{{12}}" required></label></p>
<p><label>Họ và tên (chỉ khi là người mới)<br><input name="full_name"></label></p>
<p><button>Đăng nhập</button></p></form>
<h2>Hoặc chọn</h2><form method="post"><ul>{persons}</ul></form>"""
)
_BUTTON = Markup('<li><button name="identifier" value="{identifier}">{name} · {identifier}</button></li>')


def home(register: Register) -> str:
    """Who can sign in, and how the simulator behaves now."""
    persons = Markup("").join(Markup("<li>{}</li>").format(_label(person)) for person in register.persons())
    body = Markup("<p>Chế độ / mode: <code>{}</code></p><ul>{}</ul>").format(register.control.mode, persons)
    return str(_FRAME.format(body=body))


def login(register: Register, client_id: str) -> str:
    """The form; the names of persons come from outside, so everything is escaped."""
    persons = Markup("").join(
        _BUTTON.format(identifier=person.identifier, name=person.full_name) for person in register.persons()
    )
    return str(_FRAME.format(body=_FORM.format(client=client_id, persons=persons)))


def _label(person: SimulatedPerson) -> Markup:
    return escape(f"{person.full_name} · {person.identifier}")
