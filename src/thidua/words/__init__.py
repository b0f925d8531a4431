"""Every sentence a person reads: what each reason code says, and in which language and notation.

English stands in the source, Vietnamese in ``locale/vi``. Nothing here decides anything.
"""
