using System.Globalization;

namespace LogTail.Benchmarks.Corpora;

/// <summary>The time in a generated log: starts at a fixed moment and moves on by irregular steps.</summary>
internal sealed class LineClock(Dice dice, int meanStepMillis)
{
    private readonly Dictionary<string, string> _texts = [];
    private DateTime _now = new(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private long _second;

    public void Advance()
    {
        _now = _now.AddMilliseconds(dice.Below(2 * meanStepMillis + 1));
    }

    /// <summary>The time with a resolution of a second; the text is remembered until the second is over.</summary>
    public string Seconds(string format)
    {
        var second = _now.Ticks / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            _texts.Clear();
            _second = second;
        }

        if (!_texts.TryGetValue(format, out var text))
        {
            text = _now.ToString(format, CultureInfo.InvariantCulture);
            _texts.Add(format, text);
        }

        return text;
    }

    /// <summary>As <c>Feb  3 04:05:06</c>: syslog pads the day with a space.</summary>
    public string Syslog => Seconds("MMM") + Seconds("%d").PadLeft(3) + Seconds(" HH:mm:ss");

    public string Exact(string format) => _now.ToString(format, CultureInfo.InvariantCulture);
}
