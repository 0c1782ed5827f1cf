#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "mail/transport.hpp"

namespace rollcall::mail {

/// A folder of emails, one file `<id>.eml` each, for installations without a mail server.
class Folder : public Transport {
public:
    /// Makes the folder where there is none, for its owner only. Throws std::runtime_error with one plain line.
    explicit Folder(std::filesystem::path path);

    DeliveryResult deliver(const Message& message, std::stop_token stop) override;

    /// The email with that id as it was kept; nothing where there is none.
    std::optional<Content> read(std::string_view id) const;

    /// Deletes the files of emails, written or being written, for which `is_known(id)` does not hold. All else in the
    /// folder is left alone. One that cannot be deleted does not keep the others: std::filesystem::filesystem_error is
    /// thrown in the end.
    void delete_others(const std::function<bool(const std::string& id)>& is_known) const;

private:
    std::filesystem::path path_;
};

}  // namespace rollcall::mail
