#include "http/server/body_files.hpp"

#include "core/error.hpp"
#include "http/server/limits.hpp"
#include "http/server/problem.hpp"

namespace rollcall::http {

namespace {

/// A file; its count decreases when it is destroyed.
struct CountedFile {
    TemporaryFile file;
    std::shared_ptr<void> count;
};

}  // namespace

std::optional<Response> BodyFiles::append_body(Request& request) noexcept try {
    if (!request.body_file) request.body_file = create_file();
    request.body_file->append(request.body);
    request.body.clear();
    return std::nullopt;
} catch (const Error& error) {
    return make_problem_response(error, request.id);
}

std::shared_ptr<TemporaryFile> BodyFiles::create_file() {
    std::shared_ptr<void> count(nullptr, [this](void*) { --files_; });
    if (++files_ > max_files_) throw Error::overloaded(body_file_retry_after);
    auto counted = std::make_shared<CountedFile>(TemporaryFile(folder_), std::move(count));
    return {counted, &counted->file};
}

}  // namespace rollcall::http
