namespace LogTail.Benchmarks.Corpora;

/// <summary>Apache's combined format, as it is or with the microseconds of <c>%D</c> at its end.</summary>
internal sealed class ApacheCombinedCorpus(Dice dice, bool timed) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 40);
    private readonly WebVisitor _visitor = new(dice);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        var request = _visitor.RequestLine();
        var status = _visitor.Status(request);
        var bytes = _visitor.BodyBytes(status);
        log.Write($"{_visitor.Address()} - {_visitor.User()} [{_clock.Seconds("dd/MMM/yyyy:HH:mm:ss")} +0000] \"{request}\" {status} ");
        log.Write(bytes == 0 ? "-" : $"{bytes}");
        log.Write($" \"{_visitor.Referrer()}\" \"{_visitor.Agent()}\"");
        log.Write(timed ? $" {150 + dice.LongTailed(20_000)}\n" : "\n");
    }
}

/// <summary>nginx with <c>$request_time</c> and <c>$upstream_response_time</c>, as <c>programs/nginx_access.mtail</c> expects it.</summary>
internal sealed class NginxTimedCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 40);
    private readonly WebVisitor _visitor = new(dice);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        var request = _visitor.RequestLine();
        var status = _visitor.Status(request);
        log.Write($"{_visitor.Address()} - {_visitor.User()} [{_clock.Seconds("dd/MMM/yyyy:HH:mm:ss")} +0000] \"{request}\" {status} {_visitor.BodyBytes(status)} ");
        log.Write($"\"{_visitor.Referrer()}\" \"{_visitor.Agent()}\" ");
        var millis = dice.LongTailed(25);
        log.Write($"rt={Seconds(millis)} urt=\"{Upstream(status, millis)}\"\n");
    }

    private string Upstream(int status, int millis)
    {
        if (status is 301 or 304 or 400 or 408 || dice.Chance(1, 4))
        {
            return "-";
        }

        return status >= 502 ? $"{Seconds(millis / 3)}, {Seconds(millis / 2)}" : Seconds(Math.Max(0, millis - dice.Below(3)));
    }

    private static string Seconds(int millis) => $"{millis / 1_000}.{millis % 1_000:000}";
}

/// <summary>300 characters that agree with the combined format up to their last field, which is missing.</summary>
internal sealed class NearMissCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 40);
    private readonly WebVisitor _visitor = new(dice);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        var line = $"{_visitor.Address()} - - [{_clock.Seconds("dd/MMM/yyyy:HH:mm:ss")} +0000] \"GET {_visitor.Path()} HTTP/1.1\" 200 {_visitor.BodyBytes(200)} \"https://www.example.com/";
        log.Write(line);
        log.Write(new string('a', Math.Max(1, 299 - line.Length)));
        log.Write("\"\n");
    }
}

/// <summary>The combined format with paths, referrers and agents that are mostly not ASCII.</summary>
internal sealed class Utf8Corpus(Dice dice) : LogCorpus
{
    private static readonly string[] Words =
        ["größe", "überblick", "résumé", "münchen", "東京", "天気予報", "поиск", "новости", "مرحبا", "ελλάδα", "한국어", "naïve", "smörgåsbord", "😀", "niño"];

    private readonly LineClock _clock = new(dice, meanStepMillis: 40);
    private readonly WebVisitor _visitor = new(dice);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        var status = _visitor.Status(" HTTP/");
        log.Write($"{_visitor.Address()} - - [{_clock.Seconds("dd/MMM/yyyy:HH:mm:ss")} +0000] \"GET /{dice.Pick(Words)}/{dice.Pick(Words)}-{dice.Pick(Words)} HTTP/1.1\" ");
        log.Write($"{status} {_visitor.BodyBytes(status)} \"https://example.com/{dice.Pick(Words)}?q={dice.Pick(Words)}\" \"{_visitor.Agent()} {dice.Pick(Words)}\"\n");
    }
}
