namespace LogTail.Language.Diagnostics;

/// <summary>
/// Kinds of diagnostics. The numbers are what users see and search for (<c>LT0103</c>): they never change and are never used again.
/// Those from 500 on are warnings.
/// </summary>
public enum DiagnosticCode
{
    // Reading (spec/mtail-language.md §2, §3).
    UnexpectedCharacter = 1,
    UnterminatedString = 2,
    UnterminatedRegex = 3,
    BadNumber = 4,
    BadDuration = 5,
    UnexpectedText = 6,
    UnexpectedEnd = 7,
    NoEffect = 8,
    TooDeep = 9,
    TooLong = 10,

    // Names and scopes (§4, §6, §10, §11.7).
    UnknownName = 101,
    UnknownCapture = 102,
    Redeclared = 103,
    UnknownDecorator = 104,
    RecursiveDecorator = 105,
    DecoratorWithoutNext = 106,
    SecondNext = 107,
    NextOutsideDecorator = 108,
    UnknownFunction = 109,
    NoLineInBegin = 110,

    // Types (§7, §9.1, §11, §12).
    TypeMismatch = 201,
    NotACondition = 202,
    WrongArgumentCount = 203,
    WrongArgumentType = 204,
    LayoutNotLiteral = 205,
    BadLayout = 206,
    NotIndexable = 207,
    WrongKeyCount = 208,
    NotAMetric = 209,
    CannotCount = 210,
    CannotDelete = 211,
    DivisionByZero = 212,
    BadBuckets = 213,
    TextCounter = 214,
    NoOperation = 215,
    ImpossibleConversion = 216,
    UnknownMetricType = 217,
    BadSummary = 218,
    AnyKeyOutsideDelete = 219,

    // Patterns (§5, §15).
    InvalidPattern = 301,
    PatternTooLong = 302,
    DuplicateGroup = 303,
    NotAPattern = 304,
    PatternIsNoValue = 305,

    // grok_exporter configurations (spec/grok.md §6, §7).
    InvalidYaml = 401,
    WrongYamlKind = 402,
    MissingKey = 403,
    KeyNotAllowed = 404,
    InvalidSetting = 405,
    UnsupportedVersion = 406,
    BadImport = 407,
    MetricDefinedTwice = 408,
    InvalidMetricName = 409,
    InvalidLabelName = 410,
    BadQuantiles = 411,
    UnknownField = 412,
    AmbiguousField = 413,
    InvalidTemplate = 414,
    InvalidGrok = 415,
    NoSuchDirectory = 416,

    // Warnings: programs that run, but hardly as meant (§25).
    Unused = 501,
    MatchWithValue = 502,
    DashIsNoNumber = 503,
    TextAgainstNumber = 504,
    TextExportsZero = 505,
    LosesLeadingZeros = 506,
    OneDigitIsText = 507,
    NeverFits = 508,
    TextConcatenation = 509,
    NeverMatches = 510,
    RepeatsParent = 511,
    TimeIsNoText = 512,
    AlwaysFails = 513,
    TruthIgnoresValue = 514,
    NothingCaptured = 515,
    UnknownPattern = 516,
    BrokenReference = 517,

    // Warnings: configurations.
    UnknownKey = 551,
    RepeatedKey = 552,
    BareDuration = 553,

    // Warnings: what a configuration does and the program that it was converted to does not.
    ConversionDiffers = 561,
}
