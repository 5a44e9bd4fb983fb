"""Whoever is told of days, what they wish, and what they were told."""

from yearlight.reminders.models.feeds import Feed, FeedDay, Rings, Titles
from yearlight.reminders.models.ledger import Delivery, Look, Message, Outcome, Reached, Told, Way
from yearlight.reminders.models.lookbacks import LookBack
from yearlight.reminders.models.receivers import Arrived, Pause, PushDevice, Receiver, Subject, WhyStopped, WordLink
from yearlight.reminders.models.wishes import HowTold, SharedDay, Wish

__all__ = [
    "Arrived",
    "Delivery",
    "Feed",
    "FeedDay",
    "HowTold",
    "Look",
    "LookBack",
    "Message",
    "Outcome",
    "Pause",
    "PushDevice",
    "Reached",
    "Receiver",
    "Rings",
    "SharedDay",
    "Subject",
    "Titles",
    "Told",
    "Way",
    "WhyStopped",
    "Wish",
    "WordLink",
]
