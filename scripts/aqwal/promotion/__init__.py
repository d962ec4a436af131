"""Takes an edited draft; gives its records a place in the dataset, or says what keeps them out of it."""

from aqwal.promotion.promote import Promoted, Refused, promote

__all__ = ["Promoted", "Refused", "promote"]
