using LogTail.Language.Checking.Names;

namespace LogTail.Language.Checking.Traps;

/// <summary>A metric that was meant to hold numbers and was given what a group captured, a text.</summary>
internal static class TextValue
{
    /// <summary>Says which group made it one, and the way out; null when it was no group.</summary>
    public static string? HintOn(MetricSymbol? metric)
    {
        if (metric?.TextSource is not { Site.Tree: { } tree } capture)
        {
            return null;
        }

        var given = $"`{metric.Name}` is given `${capture.Name}`";
        return CaptureShape.IsNumberOrDash(tree, capture.Group)
            ? $"{given}, which may be `-` and so is a text: leave the dash out of the group, as in `(?:(\\d+)|-)`."
            : CaptureShape.IsOneDigit(tree, capture.Group)
                ? $"{given}, and a group of exactly one digit is a text: write `(\\d+)` in the pattern."
                : $"{given}, which is a text: capture only digits, or write `int(${capture.Name})` or `float(${capture.Name})`.";
    }
}
