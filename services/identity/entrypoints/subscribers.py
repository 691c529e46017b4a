"""What identity consumes: nothing; suspensions, which others project, it decides itself."""

from shared.messaging.subscriptions import Subscription

SUBSCRIPTIONS: tuple[Subscription, ...] = ()
