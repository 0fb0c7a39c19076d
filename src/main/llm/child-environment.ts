/** What the native libraries need of the environment. Everything else, passphrases first of all, stays with us. */
const wanted = /^(PATH|HOME|USERPROFILE|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|APPDATA|LOCALAPPDATA|LD_LIBRARY_PATH|DYLD_.*|XDG_RUNTIME_DIR|XDG_DATA_DIRS|DISPLAY|CUDA_.*|NVIDIA_.*|VK_.*|GGML_.*|MESA_.*|LIBGL_.*)$/i

/** The environment of the model process. */
export function childEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => wanted.test(entry[0]) && entry[1] !== undefined))
}
