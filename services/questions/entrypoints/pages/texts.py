"""What the pages say; English here, Vietnamese in the catalogue."""

from collections.abc import Mapping

from shared.i18n import N_

SITE: Mapping[str, str] = {
    "answers": N_("Answers to the press"),
    "lead": N_("What state agencies answered to questions of the press: who spoke, and when it was due."),
    "skip": N_("Skip to the content"),
    "feed": N_("Follow the answers (Atom feed)"),
    "about": N_("Every answer stays at its address; each has a hash by which a copy can be checked."),
}
LIST: Mapping[str, str] = {
    "search_label": N_("Words in questions and answers"),
    "search_hint": N_("With or without accents, for example: cau thuan an"),
    "search": N_("Search"),
    "narrow": N_("Narrow the search"),
    "agency": N_("Agency"),
    "any_agency": N_("All agencies"),
    "result": N_("Result"),
    "any_result": N_("All results"),
    "from": N_("Published from"),
    "to": N_("Published to"),
    "results_of": N_("Results for “{words}”"),
    "found": N_("What was found"),
    "newest": N_("Newest answers"),
    "all": N_("Show all"),
    "nothing": N_("No answer was found."),
    "nothing_hint": N_("Try fewer words, or other filters."),
    "nothing_yet": N_("No answer has been published yet."),
    "more": N_("Next page"),
    "first": N_("Back to the first page"),
    "pages": N_("Pages"),
}
RESULTS: Mapping[str, str] = {
    "result_answered": N_("Answered"),
    "result_partly": N_("Answered in part"),
    "result_refused": N_("Refused to answer"),
    "on_time": N_("On time"),
    "late": N_("Late"),
}
ANSWER: Mapping[str, str] = {
    "back": N_("All answers"),
    "question": N_("Question"),
    "answer": N_("Answer"),
    "points": N_("Point by point"),
    "point": N_("Point {number}"),
    "point_answered": N_("Answered"),
    "point_refused": N_("Refused to answer"),
    "point_transferred": N_("Transferred"),
    "point_open": N_("Open"),
    "ground": N_("Legal ground"),
    "transferred_to": N_("Passed on to {agency}"),
    "spokesperson": N_("Spokesperson"),
    "code": N_("Code"),
    "facts": N_("At a glance"),
    "due": N_("Due"),
    "end_of": N_("end of {day}"),
    "answered_at": N_("Answered"),
    "published": N_("Made public"),
    "timeline": N_("Timeline"),
    "address": N_("Permanent address"),
    "corrected": N_("This answer was corrected on {day}. You are reading the newest version."),
    "older": N_("This is version {number}; there is a newer one."),
    "to_newest": N_("Read the newest version"),
    "reason": N_("Reason"),
    "versions": N_("Versions"),
    "version": N_("Version {number}"),
    "shown": N_("shown here"),
    "check": N_("Check a copy"),
    "check_how": N_("The hash is SHA-256 of the file below, byte by byte. Anybody can compute it again:"),
    "hash": N_("Hash (SHA-256)"),
    "file": N_("The file that was hashed"),
    "withdrawn": N_("This answer was withdrawn"),
    "withdrawn_at": N_("It was withdrawn by {agency} on {day}. Do not use it any more."),
    "missing": N_("There is no such public answer"),
    "missing_hint": N_("Check the code, or search among all answers."),
}
FORMS: Mapping[str, str] = {
    "PRESS_CONFERENCE": N_("press conference"),
    "OFFICIAL_CHANNEL_POST": N_("post on the official channel"),
    "DIRECT_OR_INTERVIEW": N_("direct answer or interview"),
    "RELEASE_OR_WRITTEN_REPLY": N_("release or written reply"),
    "BRIEFING": N_("briefing"),
}
GROUND_LAW = N_("Press Law 126/2025/QH15, article 31.2")
HAPPENINGS: Mapping[str, str] = {
    "submitted": N_("Question submitted"),
    "routed": N_("Sent to the agency"),
    "clarification_requested": N_("Clarification requested"),
    "clarified": N_("Clarified"),
    "extended": N_("Term extended"),
    "reopened": N_("Reopened: the answer was not enough"),
    "answered": N_("Answered"),
    "published": N_("Made public"),
    "corrected": N_("Corrected"),
    "withdrawn": N_("Withdrawn"),
}
PAGES = {**SITE, **LIST, **RESULTS, **ANSWER}
