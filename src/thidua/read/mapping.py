"""A mapping of the campaign file: keys that are known, and no others."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A mapping of known keys; an unknown one is refused."""

    # built when first used: one look through the whole, instead of one for each mapping in it
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, validate_default=True)
