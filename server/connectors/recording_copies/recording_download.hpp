#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "connectors/recording_copies/recording_hosts.hpp"
#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// What a recording may weigh.
inline constexpr long largest_recording = 200L * 1024 * 1024;

/// How a download ended.
struct Download {
    enum class Outcome {
        done,
        try_again,  ///< it may work another time
        refused,    ///< it never will
    };
    Outcome outcome;
    std::optional<TemporaryFile> file{};  ///< where it is done
    std::string problem{};                ///< otherwise, in a sentence for the administrator, without the address
};

/// Copies what lies at an address that came from outside to a file in that folder (libcurl). Only https, and no address
/// of a private network, which is looked at after the name is resolved and for each redirect; `hosts` are exempt. It
/// ends after 10 minutes, when next to nothing comes, at `largest_recording`, or when stopped; and at once for what
/// says that it is no audio.
Download download_recording(const std::string& address, const std::filesystem::path& folder,
                            const RecordingHosts& hosts, std::stop_token stop);

}  // namespace rollcall::connectors
