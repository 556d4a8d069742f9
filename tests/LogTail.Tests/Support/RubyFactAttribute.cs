namespace LogTail.Tests.Support;

/// <summary>A test that needs Ruby, whose regular expressions are those of Logstash.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RubyFactAttribute : FactAttribute
{
    public const string Path = "/usr/bin/ruby";

    public RubyFactAttribute()
    {
        if (!File.Exists(Path))
        {
            Skip = "Ruby is not installed (Debian package `ruby`).";
        }
    }
}
