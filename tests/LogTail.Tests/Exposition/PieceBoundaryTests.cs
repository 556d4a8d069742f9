using System.Buffers;
using System.Text;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Tests.Metrics;

namespace LogTail.Tests.Exposition;

public sealed class PieceBoundaryTests
{
    // A page of many pieces, in which HELP text, label text and numbers come to stand on every side of a boundary.
    private const int Families = 700;

    [Fact]
    public void A_writer_that_lends_no_more_than_is_asked_for_gets_the_same_page()
    {
        var store = new MetricStore();
        var labels = new LabelBuffer();
        for (var i = 0; i < Families; i++)
        {
            var family = (IntFamily)store.Add(Described.Counter("requests_" + new string('x', i % 40) + i, "code"));
            family.GetOrAdd(labels.With(new string('v', i % 50))).Add(i, 1);
        }

        var strict = new StrictWriter();
        PrometheusText.Write(store.TakeSnapshot(), strict, new PrometheusTextOptions(), out _);

        var samples = Encoding.UTF8.GetString(strict.Bytes).Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.Equal(Families, samples.Count);
        Assert.All(samples, sample => Assert.Matches(@"^requests_x*\d+\{code=""v*"",prog=""a\.mtail""\} \d+\z", sample));
    }

    // As a pipe over a connection is: what was not asked for may not be advanced over.
    private sealed class StrictWriter : IBufferWriter<byte>
    {
        private readonly List<byte> _bytes = [];
        private byte[] _lent = [];

        public byte[] Bytes => [.. _bytes];

        public void Advance(int count)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _lent.Length);
            _bytes.AddRange(_lent.AsSpan(0, count));
            _lent = [];
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => _lent = new byte[Math.Max(sizeHint, 1)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
