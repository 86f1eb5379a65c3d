"""Every error that SmartCat raises on purpose, and the exit code that it stands for.

The tens digit of a code is its retry policy, because AWS Batch matches exit codes
only by digits with a trailing ``*``. Codes are public: add, never renumber.

    SmartCatError                      1
    ├── UsageError                     2   wrong usage
    ├── ConfigurationError            20   a setting is wrong
    │   ├── MissingProgramError       21   OCR engine or language pack missing
    │   └── AccessDeniedError         22   a file or folder cannot be read or written
    ├── DocumentError                 30   this document cannot be processed
    │   ├── DocumentNotFoundError     31
    │   ├── UnreadableDocumentError   32   damaged, or not what it says
    │   ├── EncryptedDocumentError    33
    │   ├── DocumentTooLargeError     34   too many bytes or pages
    │   ├── UnsupportedDocumentError  35   not a format that SmartCat reads
    │   ├── DatasetError              36   a labelled dataset cannot be learned from
    │   ├── DocumentChangedError      37   it is not what it was when it was listed
    │   └── CorrectionsError          38   corrections are malformed, or are of other documents
    ├── BundleError                   40   the file is not a model bundle
    │   ├── BundleNotFoundError       41
    │   ├── BundleIncompatibleError   42   made by another version, or damaged
    │   ├── BundleNotTrustedError     43   not the one whose digest was named
    │   └── ModelNotBetterError       44   than the one in force, which stays
    ├── RunError                      50   a run cannot go on as it was planned
    │   ├── RunNotFoundError          51   there is no such run, or what it was to do is unreadable
    │   ├── ShardNotFoundError        52   the run has no shard of this index
    │   ├── OverBudgetError           53   it would cost more than was allowed
    │   └── ResultUnreadableError     54   what is stored is damaged, or of a newer version
    ├── SomeDocumentsFailedError      60   some documents failed, the rest are done
    ├── ReviewRequiredError           61   a person must look before this goes on
    ├── DriftedError                  62   pages look other than before
    └── TransientError                70   the same again may go well
        └── StorageError              71   the store did not answer, or is full
"""

from enum import IntEnum, unique
from typing import ClassVar


@unique
class ExitCode(IntEnum):
    """What the process says to the shell and to AWS Batch."""

    OK = 0
    BUG = 1
    USAGE = 2
    CONFIGURATION = 20
    MISSING_PROGRAM = 21
    ACCESS_DENIED = 22
    DOCUMENT = 30
    DOCUMENT_NOT_FOUND = 31
    DOCUMENT_UNREADABLE = 32
    DOCUMENT_ENCRYPTED = 33
    DOCUMENT_TOO_LARGE = 34
    DOCUMENT_UNSUPPORTED = 35
    DATASET = 36
    DOCUMENT_CHANGED = 37
    CORRECTIONS = 38
    BUNDLE = 40
    BUNDLE_NOT_FOUND = 41
    BUNDLE_INCOMPATIBLE = 42
    BUNDLE_NOT_TRUSTED = 43
    MODEL_NOT_BETTER = 44
    RUN = 50
    RUN_NOT_FOUND = 51
    SHARD_NOT_FOUND = 52
    OVER_BUDGET = 53
    RESULT_UNREADABLE = 54
    SOME_DOCUMENTS_FAILED = 60
    REVIEW_REQUIRED = 61
    DRIFTED = 62
    TRANSIENT = 70
    STORAGE = 71
    INTERRUPTED_WORK = 75
    INTERRUPTED = 130


class SmartCatError(Exception):
    """What happened, to which thing, and what to do: one readable message."""

    exit_code: ClassVar[ExitCode] = ExitCode.BUG


class UsageError(SmartCatError):
    """What was asked for does not make sense."""

    exit_code = ExitCode.USAGE


class ConfigurationError(SmartCatError):
    """A setting is wrong, or the machine lacks something."""

    exit_code = ExitCode.CONFIGURATION


class MissingProgramError(ConfigurationError):
    """An OCR engine or a language pack is not installed."""

    exit_code = ExitCode.MISSING_PROGRAM


class AccessDeniedError(ConfigurationError):
    """The operating system or the store refuses access."""

    exit_code = ExitCode.ACCESS_DENIED


class DocumentError(SmartCatError):
    """This document cannot be processed; others can."""

    exit_code = ExitCode.DOCUMENT


class DocumentNotFoundError(DocumentError):
    """There is no such document."""

    exit_code = ExitCode.DOCUMENT_NOT_FOUND


class UnreadableDocumentError(DocumentError):
    """The document is damaged, or reading it takes too much time or memory."""

    exit_code = ExitCode.DOCUMENT_UNREADABLE


class EncryptedDocumentError(DocumentError):
    """The document needs a password."""

    exit_code = ExitCode.DOCUMENT_ENCRYPTED


class DocumentTooLargeError(DocumentError):
    """The document is over the limit on bytes or pages."""

    exit_code = ExitCode.DOCUMENT_TOO_LARGE


class UnsupportedDocumentError(DocumentError):
    """The bytes are not of a format that SmartCat reads."""

    exit_code = ExitCode.DOCUMENT_UNSUPPORTED


class DatasetError(DocumentError):
    """A labelled dataset is malformed or too small to learn from."""

    exit_code = ExitCode.DATASET


class DocumentChangedError(DocumentError):
    """The document was replaced since it was listed; another run would take the new one."""

    exit_code = ExitCode.DOCUMENT_CHANGED


class CorrectionsError(DocumentError):
    """A file of corrections is malformed, or does not fit the documents."""

    exit_code = ExitCode.CORRECTIONS


class BundleError(SmartCatError):
    """The file is not a model bundle."""

    exit_code = ExitCode.BUNDLE


class BundleNotFoundError(BundleError):
    """There is no model bundle at this place."""

    exit_code = ExitCode.BUNDLE_NOT_FOUND


class BundleIncompatibleError(BundleError):
    """The bundle was made by another version of SmartCat, or is damaged."""

    exit_code = ExitCode.BUNDLE_INCOMPATIBLE


class BundleNotTrustedError(BundleError):
    """The bundle is not the one whose digest was named, or none was named for it."""

    exit_code = ExitCode.BUNDLE_NOT_TRUSTED


class ModelNotBetterError(BundleError):
    """The model is not better than the one in force, which therefore stays."""

    exit_code = ExitCode.MODEL_NOT_BETTER


class SomeDocumentsFailedError(SmartCatError):
    """Some documents failed; the results of the others were written."""

    exit_code = ExitCode.SOME_DOCUMENTS_FAILED


class ReviewRequiredError(SmartCatError):
    """A person must look: the user asked to fail on that, or pages would be parted in doubt."""

    exit_code = ExitCode.REVIEW_REQUIRED


class DriftedError(SmartCatError):
    """Pages no longer look like those before, and the user asked to fail on that."""

    exit_code = ExitCode.DRIFTED


class RunError(SmartCatError):
    """A run cannot go on as it was planned."""

    exit_code = ExitCode.RUN


class RunNotFoundError(RunError):
    """There is no such run, or what it was to do cannot be read."""

    exit_code = ExitCode.RUN_NOT_FOUND


class ShardNotFoundError(RunError):
    """The run has no shard of this index."""

    exit_code = ExitCode.SHARD_NOT_FOUND


class OverBudgetError(RunError):
    """The run would cost more than was allowed."""

    exit_code = ExitCode.OVER_BUDGET


class ResultUnreadableError(RunError):
    """A result that is stored is damaged, or was written by a newer SmartCat."""

    exit_code = ExitCode.RESULT_UNREADABLE


class TransientError(SmartCatError):
    """The same again may go well: AWS Batch retries it."""

    exit_code = ExitCode.TRANSIENT


class StorageError(TransientError):
    """The store did not answer, or is full."""

    exit_code = ExitCode.STORAGE
