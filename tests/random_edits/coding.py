"""Random edits of the coding: campaigns, suggestions, two coders, work shared out, lists."""

from lisdesk.edits.assigning import assign_submissions, unassign_submissions
from lisdesk.edits.campaign_seed import choose_campaign_seed
from lisdesk.edits.campaigns import (
    add_campaign_members,
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
    rename_campaign,
)
from lisdesk.edits.double_coding import draw_sample, finish_coding, reveal_sample
from lisdesk.edits.frame_import import import_frame
from lisdesk.edits.new_priorities import TextPlace, tag_to_new_priority
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.project_import import import_codebook, import_project
from lisdesk.edits.reading import mark_read, mark_unread
from lisdesk.edits.settling import Place, Settling, settle_disagreements
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.suggestions import (
    SuggestedPlace,
    SuggestionCause,
    accept_suggestion,
    reject_suggestion,
)
from lisdesk.edits.tag_changes import TagCorrection, edit_tag
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.edits.views import delete_view, rename_view, replace_view, save_view
from lisdesk.errors import NotFoundError
from lisdesk.queries.coder_comparison import comparison
from lisdesk.rules.vocabulary import Settled, Strength, SuggestionSource
from lisdesk.store.entities import (
    Campaign,
    CampaignMember,
    CodingSample,
    Priority,
    SavedView,
    SourceText,
    Submission,
    Tag,
)
from tests.desk_work import BOB, first, rows
from tests.random_edits.frame_files import frames_from_files
from tests.random_edits.officer import Officer
from tests.story import projects

SIGNED = "Everyone signs this letter about skills and roads, and means every word of it."


class CodingOfficer(Officer):
    """Codes by the throw of dice."""

    def log_copy(self):
        letter = self.dice.choice([SIGNED, SIGNED, f"{SIGNED} So do I."])
        draft = SubmissionDraft(respondent=f"Signer {self.dice.randrange(9)}", letter=letter)
        return self.do(add_submission, call_id=1, draft=draft)

    def signed(self):
        """Return the submissions of the letter that many sign; NotFoundError without two."""
        signing = SourceText.body.startswith(SIGNED), SourceText.is_current
        found = sorted({text.submission_id for text in rows(self.database, SourceText, *signing)})
        if len(found) < 2:
            raise NotFoundError("Nobody signed yet.", do="Log two of them first.")
        return found

    def confirm(self):
        members = self.dice.choice([self.signed, lambda: self.some(Submission)])()
        ends = {"seed_id": self.dice.choice(members), "submission_ids": members}
        return self.do(confirm_campaign, call_id=1, **ends, name="Signed letter")

    def rename_campaign(self):
        name = f"Letter {self.dice.randrange(9)}"
        return self.do(rename_campaign, campaign_id=self.one(Campaign), name=name)

    def join_campaign(self):
        members = self.some(Submission)
        campaign_id = self.one(Campaign)
        return self.do(add_campaign_members, campaign_id=campaign_id, submission_ids=members)

    def leave_campaign(self):
        member = first(self.database, CampaignMember, CampaignMember.id == self.one(CampaignMember))
        own = {"campaign_id": member.campaign_id, "submission_ids": [member.submission_id]}
        return self.do(remove_campaign_members, **own)

    def choose_seed(self):
        member = first(self.database, CampaignMember, CampaignMember.id == self.one(CampaignMember))
        own = {"campaign_id": member.campaign_id, "submission_id": member.submission_id}
        return self.do(choose_campaign_seed, **own)

    def dissolve(self):
        return self.do(dissolve_campaign, campaign_id=self.one(Campaign))

    def tag_copies(self):
        """Tag the seed of a campaign, for all its copies."""
        campaign = first(self.database, Campaign, Campaign.id == self.one(Campaign))
        draft = TagDraft(self.dice.choice([None, "skills", "roads"]))
        own = {"submission_id": campaign.seed_id, "priority_id": self.one(Priority)}
        return self.do(add_tag, **own, draft=draft)

    def write_memo(self):
        note = self.dice.choice(["", "Look again.", "Ask Jo. 😀"])
        strength = self.dice.choice([None, *Strength])
        correction = TagCorrection(strength=strength, note=note)
        return self.do(edit_tag, tag_id=self.one(Tag), correction=correction)

    def suggested(self):
        text_id, start, end = self.place()
        words = ("skills", "roads")[: self.dice.randrange(3)]
        cause = SuggestionCause(self.dice.choice(list(SuggestionSource)), words, "0123456789ab")
        place = SuggestedPlace(text_id, start, end)
        return {"place": place, "priority_id": self.one(Priority), "cause": cause}

    def accept(self):
        return self.do(accept_suggestion, **self.suggested())

    def reject(self):
        return self.do(reject_suggestion, **self.suggested())

    def draw(self):
        size = self.dice.choice([{"percent": 100}, {"percent": 50}, {"size": 2}])
        seed = str(self.dice.randrange(9))
        officers = [self.name, BOB.officer]
        return self.do(draw_sample, call_id=1, officers=officers, seed=seed, **size)

    def finish(self):
        return self.do(finish_coding, sample_id=self.one(CodingSample))

    def reveal(self):
        return self.do(reveal_sample, sample_id=self.one(CodingSample), reason="Go.")

    def settle_differences(self):
        sample_id = self.one(CodingSample, CodingSample.ended_at.is_not(None))
        with self.database.reading() as session:
            found = comparison(session, sample_id).disagreements
        settlings = [
            self.settling(each)
            for each in found
            if each.decided is None and self.dice.random() < 0.7
        ]
        if not settlings:
            raise NotFoundError("The coders did not differ.", do="Code first.")
        return self.do(settle_disagreements, sample_id=sample_id, settlings=settlings)

    def settling(self, each):
        choice = self.dice.choice(list(Settled))
        to_id = self.one(Priority) if choice is Settled.MOVE else None
        place = Place(each.submission_id, each.text_id, each.start, each.end, each.priority)
        return Settling(place, choice, "Agreed.", to_id)

    def assign(self):
        officers = self.dice.choice([[self.name], [self.name, BOB.officer]])
        share = {"submission_ids": self.some(Submission), "officers": officers}
        return self.do(assign_submissions, call_id=1, **share)

    def unassign(self):
        return self.do(unassign_submissions, call_id=1, submission_ids=self.some(Submission))

    def read(self):
        return self.do(mark_read, submission_ids=self.some(Submission))

    def unread(self):
        return self.do(mark_unread, submission_ids=self.some(Submission))

    def tag_to_new(self):
        text_id, start, end = self.place()
        where = self.dice.choice(
            [
                {"place": TextPlace(text_id, start, end)},
                {"submission_id": self.one(Submission)},
                {"text_ids": [text_id]},
            ]
        )
        draft = PriorityDraft("", "Found in a text", keywords=["found"])
        return self.do(tag_to_new_priority, call_id=1, draft=draft, **where)

    def tag_list(self):
        codes = {each.id: each.code for each in rows(self.database, Priority)}
        entries = [
            TagEntry(f"row {place}", each.reference, codes[self.one(Priority)], TagDraft())
            for place, each in enumerate(rows(self.database, Submission), 2)
            if each.call_id == 1 and self.dice.random() < 0.5
        ]
        return self.do(add_tags, call_id=1, entries=entries)

    def several_priorities(self):
        own = f"N{self.dice.randrange(99)}"
        drafts = [PriorityDraft(own, "New"), PriorityDraft(f"{own}.1", "Newer", own)]
        return self.do(add_priorities, call_id=1, drafts=drafts)

    def frame_list(self):
        """Bring in the frame as it was read from a CSV file, a workbook or a codebook."""
        given = self.dice.choice(frames_from_files())
        if isinstance(given, list):
            lines = given[: self.dice.randint(1, len(given))]
            return self.do(import_frame, call_id=1, entries=lines)
        return self.do(import_codebook, call_id=1, project=given)

    def project(self):
        given = self.dice.choice(projects())
        edit = import_project if given.sources else import_codebook
        return self.do(edit, call_id=1, project=given)

    def keep_view(self):
        view = {"name": f"View {self.dice.randrange(5)}", "definition": "{}"}
        return self.do(save_view, call_id=1, **view)

    def change_view(self):
        own = {"view_id": self.one(SavedView)}
        if self.dice.random() < 0.3:
            return self.do(delete_view, **own)
        if self.dice.random() < 0.5:
            return self.do(rename_view, **own, name=f"View {self.dice.randrange(9)}")
        definition = self.dice.choice(['{"order": []}', "{}"])
        return self.do(replace_view, **own, definition=definition)

    campaigns = (
        *(log_copy, log_copy, confirm, rename_campaign, join_campaign, leave_campaign),
        *(choose_seed, dissolve, tag_copies),
    )
    two_coders = (
        *(Officer.tag_place, Officer.tag_place, draw, finish, reveal, settle_differences),
        *(settle_differences, assign, unassign, read, unread),
    )
    suggestions = (accept, accept, reject, tag_to_new, tag_list, write_memo, Officer.mark_answers)
    lists = (several_priorities, frame_list, frame_list, project, keep_view, change_view)
    subjects = (campaigns, two_coders, suggestions, lists)
    acts = (*campaigns, *two_coders[2:], *suggestions[:-1], *lists)
