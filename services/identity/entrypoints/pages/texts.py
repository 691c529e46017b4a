"""What the pages say; English here, Vietnamese in the catalogue."""

from collections.abc import Mapping

from shared.i18n import N_

TEXTS: Mapping[str, str] = {
    "sign_in_again": N_("Sign in again"),
    "directory": N_("Directory of spokespersons"),
    "lead": N_("Who may speak to the press for the agencies of the city, published under Decree 244/2026."),
    "skip": N_("Skip to the results"),
    "search_label": N_("Name, position or agency"),
    "search_hint": N_("With or without accents, for example: so du lich"),
    "search": N_("Search"),
    "all": N_("Show all"),
    "results_of": N_("Results for “{words}”"),
    "everybody": N_("All who may speak today"),
    "of_agency": N_("Of one agency"),
    "nobody": N_("Nobody was found."),
    "nobody_hint": N_("Try fewer words, or the name of the agency alone."),
    "kind_HEAD": N_("Head of the agency"),
    "kind_STANDING": N_("Standing spokesperson"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "decision": N_("Decision"),
    "until": N_("until {day}"),
    "more": N_("Next page"),
    "first": N_("Back to the first page"),
    "no_contact": N_("No phone or e-mail is published for the head."),
    "delegates": N_("Whoever speaks by delegation, on one matter and for a time, is not listed here."),
}
