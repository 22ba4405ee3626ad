"""What a new call takes from its template."""

from __future__ import annotations

from lisdesk.edits.call_policies import write_policies
from lisdesk.edits.form_wording import FormWording, write_form_wording
from lisdesk.edits.priorities import write_template_priorities
from lisdesk.edits.questions import AskedDetail, write_question
from lisdesk.edits.types import write_template_types
from lisdesk.rules.form_words import USUAL_CONSENT
from lisdesk.rules.reference import CallTemplate, TemplateQuestion
from lisdesk.store.entities import Call
from lisdesk.store.work import Work


def write_template(work: Work, call: Call, template: CallTemplate) -> None:
    """Give a new call the questions, the frame, the wording and the policies of a template, and
    the file those stakeholder types that it lacks.
    """
    write_template_types(work, template.types)
    for question in template.questions:
        _write_question(work, call, question)
    write_template_priorities(work, call, template.priorities)
    if template.consent not in ("", USUAL_CONSENT):
        write_form_wording(work, call, FormWording(consent=template.consent))
    write_policies(work, call, template.policies)
    work.session.flush()


def _write_question(work: Work, call: Call, question: TemplateQuestion) -> None:
    write_question(
        work,
        call,
        question.text,
        question.kind,
        question.choices,
        question.labels,
        AskedDetail(question.parts, question.most, question.takes_file),
    )
