namespace LogTail.Conformance.Differential.Generated;

/// <summary>Random lines for random programs: fields of the form <c>key=value</c>, always in the same order, some missing.</summary>
internal sealed class LineWriter(Random random)
{
    /// <summary>In the order in which they stand in a line.</summary>
    public static readonly string[] Keys = ["t", "n", "m", "f", "s", "code", "d", "w"];

    private static readonly string[] Ints =
    [
        "0", "1", "7", "42", "-3", "+8", "007", "63", "64", "-1", "1000000", "123456789", "9223372036854775807", "-9223372036854775808",
        "99999999999999999999", "2", "3", "10", "31", "-", "",
    ];

    private static readonly string[] Floats =
    [
        "0.0", "1.5", "-2.25", ".5", "5.", "1e3", "1.5E-7", "1234567.5", "100000.0", "1e21", "0.00001", "3", "-0.0", "12.75", "0.1", "0.2", "1e-320",
        "1.", "-", "1.2.3", "e", "1e400",
    ];

    private static readonly string[] Words =
    [
        "a", "foo", "Foo", "FOO", "ÄÖ", "héllo", "x.y", "-", "", "😀", "q\"uote", "back\\slash", "<&>", "10", "9", "1.5", "foofoo", "a,b", "ſK", "0x1F", "z",
    ];

    private static readonly string[] Times =
    [
        "2024-02-29T12:34:56Z", "2023-12-31T23:59:59+02:00", "1999-01-01T00:00:00.125Z", "2024-02-30T00:00:00Z", "bad", "Feb_29", "2038-01-19T03:14:08-07:00",
        "20240102", "1600000000",
    ];

    private static readonly string[] Codes = ["200", "404", "500", "-", "20", "302"];

    private static readonly string[] Digits = ["0", "1", "2", "5", "9", "-", "٣"];

    /// <summary>One line, without its end.</summary>
    public string Next()
    {
        if (random.Next(12) == 0)
        {
            return Pick(["", " ", "foo", "n=", "nothing of note", "code=200", "x=1", "otherwise"]);
        }

        var fields = Keys.Where(_ => random.Next(4) != 0).Select(key => $"{key}={Pick(ValuesOf(key))}");
        return string.Join(random.Next(20) == 0 ? "  " : " ", fields);
    }

    private string[] ValuesOf(string key) => key switch
    {
        "t" => Times,
        "n" or "m" => random.Next(8) == 0 ? Words : Ints[..^(random.Next(3) * 2)],
        "f" => Floats,
        "code" => Codes,
        "d" => Digits,
        _ => Words,
    };

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
