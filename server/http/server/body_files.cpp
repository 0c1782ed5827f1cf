#include "http/server/body_files.hpp"

#include "core/error.hpp"
#include "http/server/problem.hpp"

namespace rollcall::http {

std::optional<Response> BodyFiles::append_reading(Request& request) noexcept try {
    if (!request.body_file) request.body_file = std::make_shared<TemporaryFile>(folder_);
    request.body_file->append(request.body);
    request.body.clear();
    return std::nullopt;
} catch (const Error& error) {
    return make_problem_response(error, request.id);
}

}  // namespace rollcall::http
