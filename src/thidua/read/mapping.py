"""A mapping of the campaign file: keys that are known, and no others."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A mapping of known keys; an unknown one is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)
