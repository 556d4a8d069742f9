using System.Collections.Immutable;

namespace LogTail.Metrics.Quantiles;

/// <summary>
/// How many observations one sample may stand for at each rank, so that every target can be answered within its error: the function f of
/// Cormode, Korn, Muthukrishnan and Srivastava, "Effective Computation of Biased Quantiles over Data Streams" (2005), definition 5.
/// </summary>
internal sealed class RankError
{
    // An error of nothing would keep everything. So small a part of what lies beyond the quantile still bounds the samples.
    private const double LeastRelativeError = 1e-4;

    private readonly Target[] _targets;

    /// <param name="targets">Those at 0 and at 1 need no room: the least and the greatest observation are always kept.</param>
    public RankError(ImmutableArray<QuantileTarget> targets) =>
        _targets = [.. targets.Where(target => target.Quantile is > 0 and < 1).Select(Make)];

    /// <summary>The most that width and delta of a sample may be together.</summary>
    /// <param name="rank">Observations before those that the sample stands for.</param>
    /// <param name="count">All observations.</param>
    public double MaxSpread(long rank, long count)
    {
        var least = double.PositiveInfinity;
        foreach (var target in _targets)
        {
            var spread = rank < target.Quantile * count ? target.PerHigherRank * (count - rank) : target.PerLowerRank * rank;
            least = Math.Min(least, spread);
        }

        return least;
    }

    // Just below the quantile the paper's function is a little above twice the error, so that the answer could miss by that little more; the
    // error used here makes up for it.
    private static Target Make(QuantileTarget target)
    {
        var (quantile, error) = (target.Quantile, Math.Max(target.Error, LeastRelativeError * Math.Min(target.Quantile, 1 - target.Quantile)));
        var used = error / (1 + (2 * error / (1 - quantile)));
        return new Target(quantile, 2 * used / quantile, 2 * used / (1 - quantile));
    }

    private readonly record struct Target(double Quantile, double PerLowerRank, double PerHigherRank);
}
