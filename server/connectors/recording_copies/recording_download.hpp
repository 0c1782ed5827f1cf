#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "connectors/web/exempt_hosts.hpp"
#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// What came of a download.
struct Download {
    enum class Outcome {
        done,
        try_again,  ///< it may work another time
        refused,    ///< it never will
    };
    Outcome outcome;
    std::optional<TemporaryFile> file{};  ///< when it is done
    std::string problem{};                ///< otherwise, in a sentence for the administrator, without the address
};

/// Downloads an untrusted address to a file in that folder (libcurl). Only https, and no address of a private network,
/// which is checked after the name is resolved and for each redirect; `hosts` are exempt. It ends at the limits in
/// recording_copy_limits.hpp, when stopped, and at once for HTML. Any other content type is downloaded: the audio
/// reader decides. It is asked again and again whether it `may_continue`; where not, it ends as too slow.
Download download_recording(const std::string& address, const std::filesystem::path& folder, const ExemptHosts& hosts,
                            std::stop_token stop, const std::function<bool()>& may_continue);

}  // namespace rollcall::connectors
