"""thidua runs Vietnamese emulation movements and recognises their exemplars.

The layers, each importing only to its right::

    cli > write > actions | reports > audit > rulesets > read | ledger | words > domain > errors

``domain`` holds every rule, ``read`` every file in, ``ledger`` every SQL statement, ``words`` every sentence,
``rulesets`` the stored rules read back, ``audit`` every derivation done again, ``actions`` every verb, ``reports``
every report, ``write`` every file out, ``cli`` every flag.
"""

__version__ = "0.3.0"
