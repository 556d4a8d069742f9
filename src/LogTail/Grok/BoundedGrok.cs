using System.Text.RegularExpressions;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Matching;
using LogTail.Language.Patterns;
using LogTail.Language.Text;
using LogTail.Runtime.Matching;

namespace LogTail.Grok;

/// <summary>
/// A grok pattern at work on lines, outside of a program. A line that costs too much is matched again in linear time where the pattern has
/// such a form, and is taken as not matching, and counted, where it has none. Used by one thread.
/// </summary>
internal sealed class BoundedGrok
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly GrokPattern _pattern;
    private readonly GrokMatcher _matcher;
    private readonly Lazy<Linear?> _linear;

    public BoundedGrok(GrokPattern pattern)
    {
        _pattern = pattern;
        _matcher = new GrokMatcher(pattern, Patience);
        _linear = new Lazy<Linear?>(() => pattern.Conditions.IsEmpty && LinearPrinter.Print(pattern.Tree, pattern.ReadGroups) is { } program ? new Linear(program) : null);
    }

    /// <summary>Lines that cost more than their budget.</summary>
    public long Overruns { get; private set; }

    /// <summary>Those of them that were given up.</summary>
    public long Skips { get; private set; }

    /// <returns>Null when the line does not match, or was given up.</returns>
    public GrokMatch? Match(string line)
    {
        try
        {
            return _matcher.Match(line);
        }
        catch (RegexMatchTimeoutException)
        {
            Overruns++;
            return MatchLinearly(line);
        }
    }

    private GrokMatch? MatchLinearly(string line)
    {
        if (_linear.Value is not { } linear)
        {
            Skips++;
            return null;
        }

        var skips = linear.Skips;
        if (!linear.IsMatch(line))
        {
            Skips += linear.Skips - skips;
            return null;
        }

        var captures = _pattern.Fields
            .Select(captured => new GrokCapture(captured, linear.Group(line, captured.Group).ToString()))
            .Where(capture => capture.Text.Length > 0);
        return new GrokMatch(new TextSpan(linear.Start(0), linear.End(0) - linear.Start(0)), [.. captures]);
    }

    private sealed class Linear(string program) : LinearMatcher(program.Split(';'));
}
