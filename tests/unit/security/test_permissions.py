"""Who may do what at AWS, as it is written: an asterisk has a reason beside it.

What comes of it with all variables set is tested by Terraform: infra/terraform/tests.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TERRAFORM = Path(__file__).parents[3] / "infra" / "terraform"
FILES = sorted(path for path in TERRAFORM.rglob("*.tf") if ".terraform" not in path.parts)

SUBJECTS = re.compile(
    r'^\s*"?(?:(?:Not)?(?:Action|Resource|Principal)|(?:not_)?(?:actions|resources)|identifiers|AWS'
    r'|\w*arns?|policy_arn)"?\s*='
)
"""Attributes that say what may be done, to what, by whom: in JSON, in policy documents of
Terraform, and ARNs that are made in one place and used in another."""
STRING = re.compile(r'"(?:\\.|\$\{[^}]*\}|[^"\\])*"')
TOO_MUCH = re.compile(r"\*|:aws:policy/")
"""More than one thing; or what AWS may add to."""


def unexplained(text: str) -> list[tuple[int, str]]:
    """Lines that allow or refuse more than one thing by an asterisk, without a reason beside them.

    The reason is a comment on the line, on the line above it or above the attribute, or at the head
    of the statement or block that the attribute stands in.
    """
    reader = _Reader()
    found = ((number, reader.take(line)) for number, line in enumerate(text.splitlines(), 1))
    return [(number, literal) for number, literal in found if literal]


@dataclass
class _Reader:
    """Reads Terraform line by line.

    Attributes:
        blocks: Of each bracket that is open, whether a comment says what it is for.
        subject: How many were open where the attribute begins that is being read, if it is one that
            says who may do what.
        is_explained: Whether a comment says what that is for.
        above: Whether the line before was a comment.
        is_head: Whether nothing has come yet in the innermost bracket.
    """

    blocks: list[bool] = field(default_factory=list)
    subject: int | None = None
    is_explained: bool = False
    above: bool = False
    is_head: bool = False

    def take(self, line: str) -> str | None:
        """Read a line; returns what it has in it that is not explained."""
        code, has_comment = _code(line)
        if not code.strip():
            if self.is_head and has_comment:
                self.blocks[-1] = True
            self.above = has_comment
            return None
        if self.subject is None and SUBJECTS.match(code):
            self.subject = len(self.blocks)
            self.is_explained = self.above or any(self.blocks[-1:])
        explained = self.is_explained or has_comment or self.above
        literal = None
        if self.subject is not None and not explained:
            literal = next((one for one in STRING.findall(code) if TOO_MUCH.search(one)), None)
        self._follow_brackets(STRING.sub('""', code), is_explained=self.above or has_comment)
        self.is_head, self.above = code.rstrip().endswith(("{", "[", "(")), False
        return literal

    def _follow_brackets(self, code: str, *, is_explained: bool) -> None:
        for bracket in re.findall(r"[][{}()]", code):
            if bracket in "[{(":
                self.blocks.append(is_explained)
            elif self.blocks:
                self.blocks.pop()
        if self.subject is not None and len(self.blocks) <= self.subject:
            self.subject = None


def _code(line: str) -> tuple[str, bool]:
    """A line without its comment, and whether it has one."""
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"' and line[place - 1 : place] != "\\":
            quoted = not quoted
        elif not quoted and (sign == "#" or line.startswith("//", place)):
            return line[:place], True
    return line, False


def test_an_asterisk_in_a_policy_has_a_reason_beside_it() -> None:
    assert len(FILES) > 30
    found = [
        f"{path.relative_to(TERRAFORM)}:{line}: {literal} without a reason beside it"
        for path in FILES
        for line, literal in unexplained(path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TERRAFORM)))
def test_policies_are_written_where_they_are_read(path: Path) -> None:
    text = path.read_text()
    assert "<<" not in text, "a policy in a text would not be looked at"
    assert not re.search(r"(?:file|templatefile)\(.*\.(?:json|tftpl)", text), "likewise"
    assert not re.search(r"AdministratorAccess|FullAccess|PowerUser", text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n  Action = "s3:*"\n}', 2),
        ('{\n  Action = [\n    "s3:GetObject",\n    "s3:Put*",\n  ]\n}', 4),
        ('{\n  # why\n  Sid = "A"\n}\n{\n  Resource = "*"\n}', 6),
        ('# why\n\n{\n  Resource = "*"\n}', 4),
        ('{\n  actions = ["s3:*"]\n}', 2),
        ('{\n  Principal = { AWS = "*" }\n}', 2),
        ('{\n  job_arns = "${local.arns}:job/*"\n}', 2),
        ('{\n  Resource = [for one in ["a"] : "${local.objects}${one}/*"]\n}', 2),
        ('{\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}', 2),
        ('{\n  Resource = "a#*"\n}', 2),
    ],
)
def test_what_has_no_reason_is_found(text: str, line: int) -> None:
    assert [number for number, _ in unexplained(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        '{\n  Action = "s3:GetObject"\n  Resource = local.arn\n}',
        '{\n  # why\n  Sid = "A"\n  Action = "s3:*"\n  Resource = ["*"]\n}',
        '{\n  Sid = "A"\n  # why\n  Action = "s3:*"\n}',
        '{\n  Sid = "A"\n  Action = "s3:*" # why\n}',
        '# why\nresource "a" "b" {\n  policy_arn = "arn:aws:iam::aws:policy/x"\n}',
        '{\n  on_exit_code = "7*"\n}',
    ],
)
def test_what_needs_none_or_has_one_is_let_be(text: str) -> None:
    assert unexplained(text) == []


def test_what_holds_documents_is_encrypted_by_default() -> None:
    holders = {
        "aws_s3_bucket": "aws_s3_bucket_server_side_encryption_configuration",
        "aws_sqs_queue": r"sqs_managed_sse_enabled|kms_master_key_id",
        "aws_launch_template": r"encrypted\s*=\s*true",
        "aws_ecr_repository": "encryption_configuration",
    }
    seen = set()
    for path in (path for path in FILES if "examples" not in path.parts):
        text = path.read_text()
        for holder in set(re.findall(r'^resource "(\w+)"', text, re.MULTILINE)) & holders.keys():
            seen.add(holder)
            assert re.search(holders[holder], text), f"{path}: {holder} is not encrypted"
    assert seen == holders.keys()
