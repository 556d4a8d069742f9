using System.Runtime.Loader;

namespace LogTail.Runtime.Images;

/// <summary>Brings images to life, each in a load context of its own, so that a program can be unloaded by itself.</summary>
public static class ProgramLoader
{
    /// <summary>Loads a program. Nothing of it runs but what its classes hold ready: constants and search tables. Any thread may load.</summary>
    /// <exception cref="BadImageFormatException">The image is not one that our compiler makes.</exception>
    public static LoadedProgram Load(ProgramImage image)
    {
        var context = new AssemblyLoadContext(image.ProgramName, isCollectible: true);
        try
        {
            using var assembly = new MemoryStream(image.Assembly.ToArray(), writable: false);
            var type = context.LoadFromStream(assembly).GetType(image.EntryType);
            return type is not null && type.IsSubclassOf(typeof(LogProgram))
                ? new LoadedProgram(image.ProgramName, type, context)
                : throw new BadImageFormatException($"The image of {image.ProgramName} has no program class {image.EntryType}.");
        }
        catch
        {
            context.Unload();
            throw;
        }
    }
}
