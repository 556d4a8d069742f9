namespace LogTail.Benchmarks.Corpora;

/// <summary>What a central collector writes into one file: lines of several services, in bursts of up to eight.</summary>
internal sealed class MixedCorpus : LogCorpus
{
    private readonly Dice _dice;
    private readonly LogCorpus[] _sources;
    private LogCorpus _source;
    private int _burst;

    public MixedCorpus(Dice dice)
    {
        _dice = dice;
        _sources =
        [
            new ApacheCombinedCorpus(dice, timed: false), new NginxTimedCorpus(dice), new SyslogCorpus(dice), new PostfixCorpus(dice),
            new SshdCorpus(dice), new ApplicationCorpus(dice, json: false),
        ];
        _source = _sources[0];
    }

    public override void WriteLine(TextWriter log)
    {
        if (_burst == 0)
        {
            _burst = _dice.Between(1, 8);
            _source = _dice.Pick(_sources);
        }

        _burst--;
        _source.WriteLine(log);
    }
}
