"""The exceptions of Parallax. Catch `ParallaxError` to catch them all; a message reads "where: what. Hint: what to do."."""


# Exit codes of the command line: done, built but too many articles were unusable, wrong use or unreadable data set, ended by the user.
BUILT, TOO_MANY_UNUSABLE, WRONG_USE, STOPPED = 0, 1, 2, 130


class ParallaxError(Exception):
    """An error that a person can act on.

    Args:
        where: the file, table, setting or folder that it is about.
        what: what is wrong, one clause without a full stop.
        hint: what to do about it, one sentence without a full stop.
    """

    def __init__(self, where: str, what: str, hint: str):
        self.where, self.what, self.hint = str(where), what, hint
        super().__init__(f"{where}: {what}. Hint: {hint}.")

    def __reduce__(self):
        """Errors cross process borders, so they must survive pickling with their own arguments."""
        return _rebuilt, (type(self), str(self), self.__dict__.copy())


def _rebuilt(kind: type, message: str, state: dict) -> ParallaxError:
    """An error as it was before pickling, whatever arguments its class takes."""
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


def reason_of(message: str, source_file: str) -> str:
    """What a message says, without the file it begins with, for where the file stands beside it.

    Example:
        >>> reason_of("a/cut.csv (line 2): is empty. Hint: remove it.", "a/cut.csv"), reason_of("has no date", "a/cut.csv")
        ('is empty. Hint: remove it.', 'has no date')
    """
    if not source_file or not message.startswith(source_file):
        return message
    before, colon, after = message[len(source_file) :].partition(": ")
    is_place = not before or (before.startswith((" (", ", ")) and len(before) < 120)
    return after if colon and is_place else message


class InputError(ParallaxError):
    """A file or record is not what it claims to be; its supplier acts."""

    def __init__(self, path: str, what: str, hint: str, position: str = ""):
        super().__init__(f"{path} ({position})" if position else path, what, hint)
        self.path, self.position = str(path), position


class TableError(ParallaxError):
    """A frame is not the table it claims to be; the programmer of the step acts."""

    def __init__(self, table: str, column: str, what: str, hint: str):
        super().__init__(f"{table}.{column}" if column else table, what, hint)
        self.table, self.column = table, column


class SettingsError(ParallaxError):
    """A setting is unknown or out of range; the user acts."""

    def __init__(self, name: str, value: object, what: str, hint: str):
        super().__init__(f"setting {name} = {value!r}", what, hint)
        self.name, self.value = name, value


class DatasetError(ParallaxError):
    """A data set is missing, half-written, or of another schema version; the user rebuilds."""

    def __init__(self, folder: str, what: str, hint: str):
        super().__init__(folder, what, hint)
        self.folder = str(folder)


class PluginError(ParallaxError):
    """An extension breaks its contract; its author acts."""

    def __init__(self, module: str, what: str, hint: str):
        super().__init__(module, what, hint)
        self.module = module
