#include "app/check/ledger_check.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "app/check/folder_probe.hpp"
#include "erasure_ledger/ledger_file.hpp"

namespace rollcall::app {

namespace {

using Outcome = Finding::Outcome;

constexpr auto subject = "ledger of erasures";

Finding describe_missing_ledger(const Options& options) {
    const auto& file = options.erasures_file;
    const auto probe = probe_folder(std::filesystem::absolute(file).parent_path());
    if (!probe.problem.empty()) {
        return {Outcome::wrong, subject,
                fmt::format("{} is to be created at the next start, but {}", file.string(), probe.problem)};
    }
    return {Outcome::ok, subject,
            fmt::format("{} is created at the next start, with the erasures that the database knows. If there was one, "
                        "put it back before.",
                        file.string())};
}

std::string describe_content(const std::filesystem::path& file, const erasure_ledger::Content& content) {
    const auto members =
        std::ranges::count(content.entries, erasure_ledger::ErasedKind::member, &erasure_ledger::Entry::kind);
    return fmt::format("{}, whole, with the erasures of {} members and {} phone numbers.", file.string(), members,
                       std::ssize(content.entries) - members);
}

}  // namespace

Finding check_ledger(const Options& options) {
    const auto& file = options.erasures_file;
    std::error_code problem;
    if (!std::filesystem::exists(file, problem)) return describe_missing_ledger(options);
    if (!std::filesystem::exists(options.secret_key_file, problem)) {
        return {Outcome::skipped, subject, "It cannot be read without the key file."};
    }
    try {
        const auto content = erasure_ledger::read_ledger(file, SealingKey::load(options.secret_key_file));
        if (!content.damaged_lines.empty()) {
            return {Outcome::wrong, subject,
                    fmt::format("{}: a restore refuses it. Put it back from another copy, or delete these lines and "
                                "start the server, which adds the erasures that its database knows.",
                                erasure_ledger::describe_damage(file, content))};
        }
        if (content.end == erasure_ledger::Content::End::cut_off) {
            return {Outcome::wrong, subject,
                    fmt::format("The last line of {} is cut off, as by a crash: a restore refuses it. The next start "
                                "of the server deletes the line, and adds the erasures that its database knows.",
                                file.string())};
        }
        if (::access(file.c_str(), W_OK) != 0) {
            return {Outcome::wrong, subject,
                    fmt::format("{} cannot be written: {}.", file.string(), std::generic_category().message(errno))};
        }
        return {Outcome::ok, subject, describe_content(file, content)};
    } catch (const std::exception& error) {
        return {Outcome::wrong, subject, error.what()};
    }
}

}  // namespace rollcall::app
