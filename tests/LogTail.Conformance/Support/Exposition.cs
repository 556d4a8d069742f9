using System.Globalization;

namespace LogTail.Conformance.Support;

/// <summary>A text in Prometheus' exposition format, as samples.</summary>
internal sealed class Exposition
{
    private readonly Dictionary<string, double> _samples;

    private Exposition(string text, Dictionary<string, double> samples)
    {
        Text = text;
        _samples = samples;
    }

    public string Text { get; }

    /// <summary>Value by name and labels as they stand in the text: <c>name{label="value"}</c>.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>The value of one sample; 0 when it is not there.</summary>
    public double this[string series] => _samples.GetValueOrDefault(series);

    public static Exposition Parse(string text)
    {
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                // Neither value nor time stamp has a space, label values may; none of ours carries a time stamp.
                var end = line.LastIndexOf(' ');
                samples.Add(line[..end], Value(line[(end + 1)..]));
            }
        }

        return new Exposition(text, samples);
    }

    /// <summary>Sum of all samples of a name, whatever their labels.</summary>
    public double Sum(string name) => Of(name).Sum(sample => sample.Value);

    /// <summary>Samples of a name.</summary>
    public IEnumerable<KeyValuePair<string, double>> Of(string name) =>
        _samples.Where(sample => sample.Key == name || sample.Key.StartsWith(name + "{", StringComparison.Ordinal));

    private static double Value(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
