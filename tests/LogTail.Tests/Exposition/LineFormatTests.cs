using System.Text;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Tests.Metrics;

namespace LogTail.Tests.Exposition;

/// <summary>
/// The lines are recorded from the real mtail, which followed three log lines. Only the bins and counts of the second
/// label set of <c>hk</c> differ: mtail repeats those of the first.
/// </summary>
public sealed class LineFormatTests
{
    private const long Nanos = 1795172008_999_999_999;

    private readonly MetricStore _store = new();

    public LineFormatTests()
    {
        var labels = new LabelBuffer();
        var c = Add<IntFamily>(Described.Counter("c", "zz", "aa"));
        c.GetOrAdd(labels.With("fo.o-1", "b a.r/x-y")).Set(2, Nanos);
        c.GetOrAdd(labels.With("bar", "zed")).Set(1, Nanos);
        Add<IntFamily>(Described.Gauge("g")).Scalar().Set(1234567, Nanos);
        Add<IntFamily>(Described.Gauge("tm", "q") with { Kind = MetricKind.Timer }).GetOrAdd(labels.With("fo.o-1")).Set(5, Nanos);
        Add<TextFamily>(Described.Text("t", "k")).GetOrAdd(labels.With("fo.o-1")).Set("b a.r/x-y", Nanos);
        Add<TextFamily>(Described.Gauge("s") with { Type = MetricValueType.String }).Scalar().Set("b a.r/x-y", Nanos);
        Add<FloatFamily>(Described.FloatGauge("f")).Scalar().Set(100000000.5, Nanos);
        var hk = Add<HistogramFamily>(Described.Histogram("hk", [1, 2.5], "who"));
        hk.GetOrAdd(labels.With("fo.o-1")).Observe(1.5, Nanos);
        hk.GetOrAdd(labels.With("fo.o-1")).Observe(100000000.5, Nanos);
        hk.GetOrAdd(labels.With("bar")).Observe(0.1, Nanos);
        Add<IntFamily>(Described.Counter("da-sh.dot")).Scalar().Set(3, Nanos);
        Add<IntFamily>(Described.Counter("secret") with { Hidden = true });
    }

    [Fact]
    public void Graphite_writes_labels_into_the_name_and_seconds_behind()
    {
        Assert.Equal(
            """
            GP.push.mtail.c.aa.b a_r/x-y.zz.fo_o-1 2 1795172008
            GP.push.mtail.c.aa.zed.zz.bar 1 1795172008
            GP.push.mtail.g 1234567 1795172008
            GP.push.mtail.tm.q.fo_o-1 5 1795172008
            GP.push.mtail.t.k.fo_o-1 b a.r/x-y 1795172008
            GP.push.mtail.s b a.r/x-y 1795172008
            GP.push.mtail.f 1.000000005e+08 1795172008
            GP.push.mtail.hk.who.fo_o-1.bin_1 0 1795172008
            GP.push.mtail.hk.who.fo_o-1.bin_2.5 1 1795172008
            GP.push.mtail.hk.who.fo_o-1.bin_inf 1 1795172008
            GP.push.mtail.hk.who.fo_o-1.count 2 1795172008
            GP.push.mtail.hk.who.fo_o-1 1.00000002e+08 1795172008
            GP.push.mtail.hk.who.bar.bin_1 1 1795172008
            GP.push.mtail.hk.who.bar.bin_2.5 0 1795172008
            GP.push.mtail.hk.who.bar.bin_inf 0 1795172008
            GP.push.mtail.hk.who.bar.count 1 1795172008
            GP.push.mtail.hk.who.bar 0.1 1795172008
            GP.push.mtail.da-sh.dot 3 1795172008

            """,
            Written.Text(output => Graphite.Write(_store.TakeSnapshot(includeHidden: true), output, "GP.", includeTexts: true)));
    }

    [Fact]
    public void A_push_to_graphite_leaves_texts_out()
    {
        var lines = Written.Text(output => Graphite.Write(_store.TakeSnapshot(), output, "", includeTexts: false));

        Assert.DoesNotContain("push.mtail.t.", lines, StringComparison.Ordinal);
        Assert.StartsWith("push.mtail.c.", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void Varz_names_program_and_host_after_the_labels()
    {
        Assert.Equal(
            """
            c{aa=b a.r/x-y,zz=fo.o-1,prog=push.mtail,instance=vm} 2
            c{aa=zed,zz=bar,prog=push.mtail,instance=vm} 1
            g{prog=push.mtail,instance=vm} 1234567
            tm{q=fo.o-1,prog=push.mtail,instance=vm} 5
            t{k=fo.o-1,prog=push.mtail,instance=vm} b a.r/x-y
            s{prog=push.mtail,instance=vm} b a.r/x-y
            f{prog=push.mtail,instance=vm} 1.000000005e+08
            hk{who=fo.o-1,prog=push.mtail,instance=vm} 1.00000002e+08
            hk{who=bar,prog=push.mtail,instance=vm} 0.1
            da-sh.dot{prog=push.mtail,instance=vm} 3

            """,
            Written.Text(output => Varz.Write(_store.TakeSnapshot(includeHidden: true), output, "vm")));
    }

    [Fact]
    public void Statsd_gets_one_datagram_per_series()
    {
        Assert.Equal(
            [
                "SP.push.mtail.c.aa.b a_r/x-y.zz.fo_o-1:2|c",
                "SP.push.mtail.c.aa.zed.zz.bar:1|c",
                "SP.push.mtail.g:1234567|g",
                "SP.push.mtail.tm.q.fo_o-1:5|ms",
                "SP.push.mtail.s:b a.r/x-y|g",
                "SP.push.mtail.f:1.000000005e+08|g",
                "SP.push.mtail.hk.who.fo_o-1:1.00000002e+08|",
                "SP.push.mtail.hk.who.bar:0.1|",
                "SP.push.mtail.da-sh.dot:3|c",
            ],
            Statsd.Datagrams(_store.TakeSnapshot(includeHidden: true), "SP.").Select(datagram => Encoding.UTF8.GetString(datagram.Span)));
    }

    [Fact]
    public void Collectd_gets_one_command_per_series()
    {
        var options = new CollectdOptions(Host: "vm", Prefix: "CP-", Interval: TimeSpan.FromSeconds(2));

        Assert.Equal(
            """
            PUTVAL "vm/CP-mtail-push.mtail/counter-c-aa-b a.r/x_y-zz-fo.o_1" interval=2 1795172008:2
            PUTVAL "vm/CP-mtail-push.mtail/counter-c-aa-zed-zz-bar" interval=2 1795172008:1
            PUTVAL "vm/CP-mtail-push.mtail/gauge-g" interval=2 1795172008:1234567
            PUTVAL "vm/CP-mtail-push.mtail/gauge-tm-q-fo.o_1" interval=2 1795172008:5
            PUTVAL "vm/CP-mtail-push.mtail/gauge-s" interval=2 1795172008:b a.r/x-y
            PUTVAL "vm/CP-mtail-push.mtail/gauge-f" interval=2 1795172008:1.000000005e+08
            PUTVAL "vm/CP-mtail-push.mtail/histogram-hk-who-fo.o_1" interval=2 1795172008:1.00000002e+08
            PUTVAL "vm/CP-mtail-push.mtail/histogram-hk-who-bar" interval=2 1795172008:0.1
            PUTVAL "vm/CP-mtail-push.mtail/counter-da-sh.dot" interval=2 1795172008:3

            """,
            Written.Text(output => Collectd.Write(_store.TakeSnapshot(includeHidden: true), output, options)));
    }

    [Fact]
    public void A_label_cannot_end_the_quotes_of_a_collectd_command()
    {
        var store = new MetricStore();
        ((IntFamily)store.Add(Described.Counter("c", "k"))).GetOrAdd(new LabelBuffer().With("a\" interval=1 1:1\\")).Set(2, 0);
        var options = new CollectdOptions("vm", "", TimeSpan.FromMinutes(1));

        Assert.Equal(
            "PUTVAL \"vm/mtail-a.mtail/counter-c-k-a\\\" interval=1 1:1\\\\\" interval=60 0:2\n",
            Written.Text(output => Collectd.Write(store.TakeSnapshot(), output, options)));
    }

    private T Add<T>(MetricDescription description)
        where T : MetricFamily => (T)_store.Add(description with { Program = "push.mtail" });
}
