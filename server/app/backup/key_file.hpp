#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace rollcall {
class SealingKey;
}

namespace rollcall::app {

/// Tells whether two keys are the same, and nothing else about them.
std::string fingerprint_of(const SealingKey& key);

struct KeyFile {
    std::string content;
    std::string fingerprint;  ///< tells whether it is the key of a backup
};

/// Nothing where there is no such file. Throws std::runtime_error with one plain line for a file that is no key.
std::optional<KeyFile> read_key_file(const std::filesystem::path& file);

/// Durable, for its owner alone, and never over another one.
void write_key_file(const std::filesystem::path& file, const std::string& content);

}  // namespace rollcall::app
