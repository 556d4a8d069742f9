using System.Buffers;
using System.Text.Json;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Tests.Metrics;

namespace LogTail.Tests.Exposition;

public sealed class MtailJsonTests
{
    private readonly MetricStore _store = new();
    private readonly LabelBuffer _labels = new();

    [Fact]
    public void An_empty_store_is_an_empty_value()
    {
        Assert.Equal("{}", Written.JsonObject(_store));
        Assert.Equal("[]", Written.JsonList(_store));
    }

    // The example of spec/mtail-language.md §16.2.
    [Fact]
    public void Every_field_has_its_place()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "x") with { Hidden = true, Limit = 7 });
        family.GetOrAdd(_labels.With("foo")).Set(13, 1795165029773790184);
        family.SetExpiry(_labels, TimeSpan.FromMinutes(90));

        Assert.Equal(
            """
            {
              "c": [
                {
                  "Name": "c",
                  "Program": "a.mtail",
                  "Kind": 1,
                  "Type": 0,
                  "Hidden": true,
                  "Keys": [
                    "x"
                  ],
                  "LabelValues": [
                    {
                      "Labels": [
                        "foo"
                      ],
                      "Value": {
                        "Value": 13,
                        "Time": 1795165029773790184
                      },
                      "Expiry": 5400000000000
                    }
                  ],
                  "Source": "a.mtail:1:9",
                  "Limit": 7
                }
              ]
            }
            """,
            Written.JsonObject(_store));
    }

    // Recorded from mtail's /json.
    [Fact]
    public void The_list_form_is_one_step_less_deep()
    {
        _store.Add(Described.Counter("c") with { Program = "n.mtail", Source = "n.mtail:1:9" });
        _store.Add(Described.Histogram("hk", [1, 2], "k") with { Program = "n.mtail", Source = "n.mtail:3:11-12" });

        Assert.Equal(
            "[\n  {\n    \"Name\": \"c\",\n    \"Program\": \"n.mtail\",\n    \"Kind\": 1,\n    \"Type\": 0,\n    \"LabelValues\": [\n"
            + "      {\n        \"Value\": {\n          \"Value\": 0,\n          \"Time\": 0\n        }\n      }\n    ],\n"
            + "    \"Source\": \"n.mtail:1:9\"\n  },\n"
            + "  {\n    \"Name\": \"hk\",\n    \"Program\": \"n.mtail\",\n    \"Kind\": 5,\n    \"Type\": 3,\n    \"Keys\": [\n      \"k\"\n    ],\n"
            + "    \"Source\": \"n.mtail:3:11-12\",\n    \"Buckets\": [\n"
            + "      {\n        \"Min\": \"0\",\n        \"Max\": \"1\"\n      },\n"
            + "      {\n        \"Min\": \"1\",\n        \"Max\": \"2\"\n      },\n"
            + "      {\n        \"Min\": \"2\",\n        \"Max\": \"+Inf\"\n      }\n    ]\n  }\n]",
            Written.JsonList(_store));
    }

    [Fact]
    public void Metrics_of_one_name_are_in_one_list_and_names_are_sorted()
    {
        _store.Add(Described.Counter("z"));
        _store.Add(Described.Counter("a"));
        _store.Add(Described.Counter("z") with { Program = "b.mtail" });

        using var json = JsonDocument.Parse(Written.JsonObject(_store));

        Assert.Equal(
            ["a: a.mtail", "z: a.mtail b.mtail"],
            json.RootElement.EnumerateObject().Select(member =>
                $"{member.Name}: {string.Join(' ', member.Value.EnumerateArray().Select(metric => metric.GetProperty("Program").GetString()))}"));
    }

    // Go's encoder: fit for HTML and for JavaScript.
    [Fact]
    public void Strings_are_escaped_as_go_does()
    {
        ((TextFamily)_store.Add(Described.Text("t"))).Scalar()
            .Set("<a href=\"x\">&\\\t\r\n\b\f\u001f\u007f\u2028\u2029\u202Aé☃😀\uF780", 1);

        Assert.Contains(
            "\"Value\": \"\\u003ca href=\\\"x\\\"\\u003e\\u0026\\\\\\t\\r\\n\\u0008\\u000c\\u001f\u007f\\u2028\\u2029\u202Aé☃😀\uFFFD\"",
            Written.JsonObject(_store),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void A_value_that_is_no_json_number_makes_the_whole_fail(double value, string text)
    {
        ((FloatFamily)_store.Add(Described.FloatGauge("f"))).Scalar().Set(value, 1);
        var output = new ArrayBufferWriter<byte>();

        var failure = Assert.Throws<NonFiniteValueException>(() => MtailJson.WriteObject(_store.TakeSnapshot(), output));

        Assert.Equal($"Metric `f`, declared at a.mtail:1:9, has the value {text}, which JSON cannot express.", failure.Message);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void So_does_the_sum_of_a_histogram()
    {
        ((HistogramFamily)_store.Add(Described.Histogram("h", [1, 2]))).Scalar().Observe(double.PositiveInfinity, 1);

        Assert.Throws<NonFiniteValueException>(() => Written.JsonList(_store));
    }

    [Fact]
    public void A_large_value_comes_in_pieces_that_make_the_whole()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "k"));
        for (var i = 0; i < 3000; i++)
        {
            family.GetOrAdd(_labels.With($"value {i}")).Set(i, i);
        }

        var (text, pieces) = Written.Pieces(MtailJson.OpenObject(_store.TakeSnapshot()));

        Assert.True(pieces > 5);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(3000, json.RootElement.GetProperty("c")[0].GetProperty("LabelValues").GetArrayLength());
    }
}
