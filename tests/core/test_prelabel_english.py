"""How English newspapers report: who says what, by the ways of saying it."""

from __future__ import annotations

import pytest

from tests.core.prelabel_help import only, pieces, quotes

HEADLINE = "\n\nBRUSSELS — Ministers met on Monday."

FORMS = [
    ("“Enough,” added Mr Crane.", ["“Enough,”"], "Crane"),
    ("“I was never there,” Mr. Okafor, 54, told reporters.", ["“I was never there,”"], "Okafor"),
    (
        "The ship left port on Monday, the ministry said.",
        ["The ship left port on Monday"],
        "ministry",
    ),
    ("She told the BBC the decision was wrong.", ["the decision was wrong"], "She"),
    (
        "The minister told parliament the figures were wrong.",
        ["the figures were wrong"],
        "minister",
    ),
    (
        "Officials in Kyiv said Russian drones hit a depot.",
        ["Russian drones hit a depot"],
        "Officials in Kyiv",
    ),
    ("The ban, she told a crowd in Leeds, was a betrayal.", ["The ban", "was a betrayal"], "she"),
    (
        "Analysts at Calder Bank estimate that losses will rise.",
        ["that losses will rise"],
        "Analysts at Calder Bank",
    ),
    ("Both men deny the charges.", ["the charges"], "men"),
    ("Another said he had given up.", ["he had given up"], "Another"),
    (
        "Prosecutors, who had wanted five years, said they would appeal.",
        ["they would appeal"],
        "Prosecutors",
    ),
    ("An aide who knows the case said the evidence was thin.", ["the evidence was thin"], "aide"),
    ("He was quoted as saying the army would not yield.", ["the army would not yield"], "He"),
    ("“We will win,” the general was quoted as saying by TASS.", ["“We will win,”"], "general"),
    ("Germany proposed amending the regulation.", ["amending the regulation"], "Germany"),
    ("He admitted taking bribes.", ["taking bribes"], "He"),
    ("Mr Reid pleaded not guilty.", ["not guilty"], "Reid"),
    ("Ms Holt put the figure at 300.", ["the figure at 300"], "Holt"),
    ("The court heard nothing new, but it did say this: “No.”", ["“No.”"], "it"),
]
FRAMINGS = [
    ("As Mr Reid put it, “nobody reads the small print.”", ["“nobody reads the small print.”"],
     "Reid"),
    ("The plan was dead, as one banker put it.", ["The plan was dead"], "banker"),
    ("As the minister noted, the border is closed.", ["the border is closed"], "minister"),
    ("To hear the bank tell it, nobody was to blame.", ["nobody was to blame"], "bank"),
    ("In Ms Holt’s words, the plan was “dead”.", ["the plan was “dead”"], "Holt"),
    ("To critics, the law is a gift to crooks.", ["the law is a gift to crooks"], "critics"),
    ("The firm is finished, if a letter from the bank is to be believed.", ["The firm is finished"],
     "letter from the bank"),
    ("“A fantasy,” is how Lena Fisk, of Calder Bank, describes it.", ["“A fantasy,”"], "Lena Fisk"),
    ("‘Write that down’ were Anna Holt’s parting words.", ["‘Write that down’"], "Anna Holt"),
    ("Three, came the answer from the ministry.", ["Three"], "ministry"),
    ("Her claim that the bank knew was rejected.", ["that the bank knew"], "Her"),
    ("The Fed voiced concern that prices would rise.", ["that prices would rise"], "Fed"),
    ("The plan was described by Ms Holt as “reckless”.", ["as “reckless”"], "Holt"),
    ("The raid was condemned as “piracy” by the union.", ["as “piracy”"], "union"),
    ("It shelved the ban, which the minister has billed as the toughest in Europe.",
     ["the ban", "as the toughest in Europe"], "minister"),
]  # fmt: skip
HEADLINES = [
    ("EU should seize assets, says minister", ["EU should seize assets"], "minister"),
    ("Gas cut not planned - Kremlin", ["Gas cut not planned"], "Kremlin"),
    ("Merkel: Iran sanctions are a mistake", ["Iran sanctions are a mistake"], "Merkel"),
    ("Minister says ban will stay", ["ban will stay"], "Minister"),
    ("Kremlin denies plan to cut gas as talks begin", ["plan to cut gas"], "Kremlin"),
    ("“We are broke”: MPs round on Treasury", ["“We are broke”"], "MPs"),
]
PEOPLE = [
    ("Her lawyer, Ben Adler, said she was innocent.", "Ben Adler"),
    ("Mr Akhmetov’s solicitor, Jane Orme, said he would appeal.", "Jane Orme"),
    ("His wife, the former model Irina Sobol, said he was ill.", "Irina Sobol"),
    ("A 2021 report by the campaign group alleged that he had lied.",
     "2021 report by the campaign group"),
    ("“It broke,” spokeswoman Mei Lan told a press briefing.", "Mei Lan"),
    ("Sen. Chris Dodd, D-Conn., said the bill was dead.", "Chris Dodd"),
    ("The captain went free after a court ruled that he could not have known.", "court"),
    ("The only laugh came from the athletic director, who said that it was late.",
     "athletic director"),
]  # fmt: skip
RESOLVED = [
    ("Kestrel Shipping, a Greek firm, denies any breach. “We checked,” the company said.",
     "Kestrel Shipping"),
    ("Omar Haddad runs a pharmacy. “I have no insulin,” the 54-year-old said.", "Omar Haddad"),
    ("Anna Holt met the premier, Paul Adeyemi. “He listened,” she said.", "Anna Holt"),
    ("Anna Holt met the premier, Paul Adeyemi. “She was kind,” he said.", "Paul Adeyemi"),
    ("Anna Holt runs Kestrel Shipping. Kestrel Shipping denies it. “We checked,” it said.",
     "Kestrel Shipping"),
    ("I put this to a retired official. The rules, he maintained, had failed.", "retired official"),
    ("The Dutch government rejects it. The growers’ union is angry: the union said it would sue.",
     "union"),
]  # fmt: skip
NOTHING = [
    "Nordvik could not be reached for comment.",
    "The ship, called the “Blue Star”, sank in 2009.",
    "The man dubbed the “Caviar King” has left London.",
    "To the minister’s surprise, the vote passed.",
    "The trader accused of fraud has left.",
    "Asked about the arrests, a police spokesman declined to comment.",
    "Insurers face unlimited claims unless governments act.",
    "It is understood that the minister will resign.",
    "An aide asked that his name not be used because he was not authorised to speak.",
]


@pytest.mark.parametrize(("text", "expected", "speaker"), FORMS + FRAMINGS)
def test_ways_of_reporting(text: str, expected: list[str], speaker: str) -> None:
    found = only(text, "en")
    assert pieces(text, found) == expected
    assert speaker in {found.speakers[0][0].key, found.sources[0].name} if found.sources else False


@pytest.mark.parametrize(("title", "expected", "speaker"), HEADLINES)
def test_headlines(title: str, expected: list[str], speaker: str) -> None:
    text = title + HEADLINE
    found = only(text, "en")
    assert pieces(text, found) == expected
    assert found.speakers[0][0].key == speaker


@pytest.mark.parametrize(("text", "speaker"), PEOPLE)
def test_who_speaks_by_grammar(text: str, speaker: str) -> None:
    assert only(text, "en").speakers[0][0].key == speaker


@pytest.mark.parametrize(("text", "speaker"), RESOLVED)
def test_who_speaks_by_what_stands_before(text: str, speaker: str) -> None:
    assert quotes(text, "en")[-1].speakers[0][0].key == speaker


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_report(text: str) -> None:
    assert [pieces(text, one) for one in quotes(text, "en")] == []


def test_when_somebody_was_asked_is_not_what_he_said() -> None:
    text = "Asked whether he would resign, Mr Crane said he would not."
    assert pieces(text, only(text, "en")) == ["he would not"]


def test_answers_in_marks_of_their_own_are_quotes_of_their_own() -> None:
    text = "They argued in the corridor. ‘You sound like the radio.’ ‘Which radio?’ ‘Both.’"
    assert [pieces(text, one) for one in quotes(text, "en")] == [
        ["‘You sound like the radio.’"], ["‘Which radio?’"], ["‘Both.’"],
    ]  # fmt: skip


def test_what_is_reported_ends_at_the_comma_inside_its_marks() -> None:
    text = "Karim Salloum, blacklisted for what Washington described as “theft,” vowed to stay."
    assert [pieces(text, one) for one in quotes(text, "en")] == [["as “theft,”"], ["to stay"]]


def test_a_dateline_with_two_hyphens_is_no_part_of_the_sentence() -> None:
    text = "PRAIRIE FORK, Ill. -- The head of a laboratory said that it was innocent."
    found = only(text, "en")
    assert found.sources[0].name == "head of a laboratory"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency quoted leader Kim Jong Un as saying the engine was ready.",
         ["the engine was ready"]),
        ("Ukraine says ships that call at the port carry stolen grain.",
         ["ships that call at the port carry stolen grain"]),
        ("A ban would “sink” the fleet, processors in Grimsby have warned.",
         ["A ban would “sink” the fleet"]),
        ("The firm “strongly” denied the accusation.", ["the accusation"]),
        ("An aide, who asked for secrecy, put it bluntly: “We must go.”", ["“We must go.”"]),
        ("Cuba is on the list, a label Havana calls “cynical.”", ["“cynical.”"]),
        ("Labour called for calm, while the mayor urged drivers to wait.", ["for calm"]),
        ("Seoul said it had seen the test, the latest in a series.", ["it had seen the test"]),
    ],
)  # fmt: skip
def test_where_what_is_reported_begins_and_ends(text: str, expected: list[str]) -> None:
    assert expected in [pieces(text, one) for one in quotes(text, "en")]


def test_a_sentence_that_a_stray_comma_opens_has_no_subject_before_it() -> None:
    text = ", which opposes unilateral sanctions, said it would act."
    assert all(one.start > 0 for one in quotes(text, "en"))
