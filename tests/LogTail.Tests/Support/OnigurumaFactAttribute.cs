using LogTail.Tests.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Support;

/// <summary>A test that compares with Oniguruma; skipped where <c>libonig5</c> is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnigurumaFactAttribute : FactAttribute
{
    public OnigurumaFactAttribute()
    {
        if (!OnigurumaOracle.IsHere)
        {
            Skip = "needs Oniguruma (Debian: libonig5)";
        }
    }
}
