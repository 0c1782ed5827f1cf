#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "core/clock.hpp"

/// What tests that need a real database share.
namespace rollcall::database::testing {

/// A new folder, gone with all that is in it when the test is over.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "rollcall-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// Stands still until told otherwise.
class StandingClock final : public Clock {
public:
    Time now() const override { return time; }
    Time time = from_milliseconds(1'795'000'000'000);
};

}  // namespace rollcall::database::testing
