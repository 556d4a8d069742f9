using LogTail.Runtime.Time;

namespace LogTail.Runtime;

/// <summary>What the user may choose about running programs.</summary>
public sealed record ProgramOptions
{
    // Read when it is first needed: few logs name zones by abbreviations.
    private static readonly Lazy<ZoneRules> SystemZone = new(ZoneRules.Local);

    private readonly ZoneRules? _localZone;

    /// <summary>The zone of times that name none (mtail's <c>-override_timezone</c>); null for UTC.</summary>
    public ZoneRules? Zone { get; init; }

    /// <summary>Whether a time without a year is of the current year (mtail's <c>-syslog_use_current_year</c>).</summary>
    public bool UseCurrentYear { get; init; } = true;

    /// <summary>Zone whose abbreviations are known while <see cref="Zone"/> is null. In mtail the system's, which is the default here too.</summary>
    public ZoneRules LocalZone
    {
        get => _localZone ?? SystemZone.Value;
        init => _localZone = value;
    }
}
