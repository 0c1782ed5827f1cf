#include "http/server/spool.hpp"

#include "core/error.hpp"

namespace rollcall::http {

namespace {

constexpr auto pause_of_clients = std::chrono::seconds(5);

/// A file, and what counts it back once it is let go.
struct CountedFile {
    TemporaryFile file;
    std::shared_ptr<void> place;
};

}  // namespace

std::optional<Response> Spool::take(Request& request) noexcept try {
    if (!request.spooled_body) request.spooled_body = new_file();
    request.spooled_body->append(request.body);
    request.body.clear();
    return std::nullopt;
} catch (const Error& error) {
    return problem(error, request.id);
}

std::shared_ptr<TemporaryFile> Spool::new_file() {
    std::shared_ptr<void> place(nullptr, [this](void*) { --files_; });
    if (++files_ > most_) throw Error::overloaded(pause_of_clients);
    auto counted = std::make_shared<CountedFile>(TemporaryFile(folder_), std::move(place));
    return {counted, &counted->file};
}

}  // namespace rollcall::http
