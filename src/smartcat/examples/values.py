"""Made-up values in the notation of a language: amounts, dates, numbers of accounts."""

import string
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from smartcat.examples.wordings import Language

MONTHS = {
    Language.GERMAN: (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
        "August", "September", "Oktober", "November", "Dezember",
    ),
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_FIRST_DAY = date(2017, 1, 2)
_DAYS = 3200
_DATE_STYLES = {
    Language.GERMAN: ("%d.%m.%Y", "%d.%m.%Y", "%d.%m.%y"),
    Language.ENGLISH: ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"),
}


def draw_day(rng: Random) -> date:
    """Draw a day of the years that examples are dated in."""
    return _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))


class Values:
    """Draws values for one document, all near the day on which it was issued."""

    def __init__(self, rng: Random, language: Language, issued: date | None = None) -> None:
        self._rng = rng
        self._language = language
        self.issued = issued or draw_day(rng)
        self._cursor = self.issued - timedelta(days=31)
        self._date_style = rng.choice(_DATE_STYLES[language])
        self._month_first = rng.random() < 0.3
        self.currency = "€" if language is Language.GERMAN else rng.choice("££€")
        self._currency_code = self.currency == "€" and rng.random() < 0.3

    def generators(self) -> dict[str, Callable[..., str]]:
        """Return the functions that templates may call, by name."""
        return {
            "amount": self.amount, "money": self.money, "int": self.integer,
            "num": self.number, "dec": self.decimal, "percent": self.percent,
            "code": self.code, "date": self.day, "longdate": self.long_day,
            "month": self.month, "year": self.year, "step": self.step,
            "iban": self.iban, "birthday": self.birthday, "time": self.time,
            "cur": lambda: self.currency,
        }  # fmt: skip

    def amount(self, low: str, high: str) -> str:
        """Return an amount without a currency, such as ``1.234,50``."""
        return self._localise(f"{self._rng.uniform(float(low), float(high)):,.2f}")

    def money(self, low: str, high: str) -> str:
        """Return an amount with its currency; whole where both limits are large."""
        rounded = float(low) >= 20_000
        value = self._rng.uniform(float(low), float(high))
        text = self._localise(f"{round(value, -3):,.2f}" if rounded else f"{value:,.2f}")
        if self._currency_code:
            return f"{text} EUR" if self._language is Language.GERMAN else f"EUR {text}"
        return f"{text} €" if self._language is Language.GERMAN else f"{self.currency}{text}"

    def integer(self, low: str, high: str) -> str:
        """Return a whole number without separators."""
        return str(self._rng.randint(int(low), int(high)))

    def number(self, low: str, high: str) -> str:
        """Return a whole number with separators of thousands."""
        return self._localise(f"{self._rng.randint(int(low), int(high)):,}")

    def decimal(self, low: str, high: str, places: str = "2") -> str:
        """Return a decimal number."""
        return self._localise(f"{self._rng.uniform(float(low), float(high)):,.{int(places)}f}")

    def percent(self, low: str, high: str) -> str:
        """Return a percentage."""
        space = " " if self._language is Language.GERMAN else ""
        return f"{self.decimal(low, high)}{space}%"

    def code(self, *patterns: str) -> str:
        """Return patterns with digits for ``0``, letters for ``A`` and ``a``, spaces for ``_``."""
        pattern = " ".join(patterns)
        pools = {
            "0": string.digits,
            "A": string.ascii_uppercase,
            "a": string.ascii_lowercase,
            "_": " ",
        }
        return "".join(self._rng.choice(pools.get(sign, sign)) for sign in pattern)

    def day(self, low: str = "0", high: str = "0") -> str:
        """Return a date, the given numbers of days after the day of issue."""
        return self._near(low, high).strftime(self._date_style)

    def long_day(self, low: str = "0", high: str = "0") -> str:
        """Return a date with the name of its month."""
        day = self._near(low, high)
        month = MONTHS[self._language][day.month - 1]
        if self._language is Language.GERMAN:
            return f"{day.day}. {month} {day.year}"
        if self._month_first:
            return f"{month} {day.day}, {day.year}"
        return f"{day.day} {month} {day.year}"

    def month(self, offset: str = "0") -> str:
        """Return the name and year of a month near the day of issue."""
        day = self.issued + timedelta(days=30 * int(offset))
        return f"{MONTHS[self._language][day.month - 1]} {day.year}"

    def year(self, offset: str = "0") -> str:
        """Return a year, counted from the year of issue."""
        return str(self.issued.year + int(offset))

    def step(self) -> str:
        """Return a date that is never before the one returned last."""
        self._cursor += timedelta(days=self._rng.choice((0, 0, 1, 1, 2)))
        return self._cursor.strftime(self._date_style)

    def iban(self) -> str:
        """Return an account number with made-up check digits."""
        if self._language is Language.GERMAN:
            return self.code("DE00_0000_0000_0000_0000_00")
        return self.code(self._rng.choice(("GB00_AAAA_0000_0000_0000_00", "IE00_AAAA_0000_0000")))

    def birthday(self) -> str:
        """Return a day of birth of an adult."""
        years = self._rng.uniform(22, 66)
        return (self.issued - timedelta(days=365.25 * years)).strftime(self._date_style)

    def time(self) -> str:
        """Return a time of day."""
        return f"{self._rng.randrange(7, 20):02}:{self._rng.randrange(60):02}"

    def _near(self, low: str, high: str) -> date:
        return self.issued + timedelta(days=self._rng.randint(int(low), int(high)))

    def _localise(self, text: str) -> str:
        if self._language is Language.ENGLISH:
            return text
        return text.translate(str.maketrans(",.", ".,"))
