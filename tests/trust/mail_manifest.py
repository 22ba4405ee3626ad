"""What every mail of the corpus holds, as one line of JSON each; run it to write the lines anew.

The lines were read one by one beside the mails themselves.
"""

import hashlib
import json
import sys
from pathlib import Path

from lisdesk.exchange.mail.messages import UnreadMail
from lisdesk.exchange.mail.reading import MailReader

MANIFEST = Path(__file__).with_name("mail_manifest.jsonl")
FOLDERS = ("mail", "bad/cpython-test_email")
SINGLE = "documents/test_outlook_msg.msg"
MAIL_ENDINGS = {".eml", ".msg", ".txt"}


def corpus_mails(corpus: Path) -> list[Path]:
    """Return every mail of the corpus; of a folder of Python's tests also what is no mail."""
    found = [corpus / SINGLE]
    for folder in FOLDERS:
        is_mail_only = folder == "mail"
        found += [
            path
            for path in (corpus / folder).rglob("*")
            if path.is_file()
            and (path.suffix in MAIL_ENDINGS or not is_mail_only)
            and path.name != "てすと.txt"
        ]
    return sorted(found)


def described(corpus: Path, paths: list[Path]) -> list[dict[str, object]]:
    """Return what is read from each message of the files."""
    lines: list[dict[str, object]] = []
    with MailReader() as reader:
        for path in paths:
            for message in reader.messages(path):
                line: dict[str, object] = {"file": str(path.relative_to(corpus))}
                if isinstance(message, UnreadMail):
                    lines.append(line | {"refused": message.happened})
                    continue
                body = "\n\n".join((message.text, message.quoted, message.disclaimer))
                line |= {
                    "kind": message.kind,
                    "sender": message.sender_name,
                    "address": message.sender_address,
                    "subject": message.subject.lstrip("/"),
                    "sent": str(message.sent_at),
                    "received": str(message.received_at),
                    "starts": message.text[:60],
                    "body": hashlib.sha256(body.encode()).hexdigest(),
                    "files": [[each.name, each.sha256] for each in message.attachments],
                    "problems": list(message.problems),
                }
                lines.append(line)
    return lines


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    rows = described(folder, corpus_mails(folder))
    MANIFEST.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
