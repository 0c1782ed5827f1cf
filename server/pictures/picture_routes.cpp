#include "pictures/picture_routes.hpp"

#include <array>
#include <boost/describe/class.hpp>

#include "api/picture_url.hpp"
#include "api/respond.hpp"
#include "core/error.hpp"
#include "pictures/picture_reader.hpp"
#include "pictures/pictures.hpp"

namespace rollcall::pictures {

namespace {

struct PictureBody {
    std::string picture_url;
};
BOOST_DESCRIBE_STRUCT(PictureBody, (), (picture_url))

constexpr std::array<std::string_view, 4> content_types{"image/png", "image/jpeg", "image/webp", "image/gif"};

// The bytes decide the format. The header only has to name one of these.
void require_picture_type(const api::Request& request) {
    const auto type = request.content_type();
    for (const auto content_type : content_types) {
        if (type == content_type) return;
    }
    throw Error(ErrorCode::unsupported_media_type, "Use a PNG, JPEG, WebP or GIF picture.");
}

// The browser asks each time, so that it shows nothing after the right to see it has ended; 304 where nothing changed.
http::Response respond_with_picture(const api::Request& request, api::Services& services, const MemberId& member) {
    auto picture = get_picture(services.database, services.blobs, member);
    const auto tag = '"' + picture.version + '"';
    http::Response response;
    response.set("ETag", tag);
    response.set("Cache-Control", "private, no-cache");
    if (request.is_not_modified(tag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", "image/jpeg");
    response.body = std::move(picture.bytes);
    return response;
}

}  // namespace

http::Response handle_get_own_picture(const api::Request& request, api::Services& services) {
    return respond_with_picture(request, services, request.caller().member);
}

http::Response handle_set_own_picture(const api::Request& request, api::Services& services) {
    require_picture_type(request);
    const auto version = set_own_picture(request.context(services), services.blobs, services.pictures, request.bytes());
    return api::respond_ok(PictureBody{api::own_picture_url(version).value()});
}

http::Response handle_remove_own_picture(const api::Request& request, api::Services& services) {
    remove_own_picture(request.context(services));
    return http::Response::no_content();
}

http::Response handle_get_picture(const api::Request& request, api::Services& services) {
    return respond_with_picture(request, services, request.id<MemberId>());
}

}  // namespace rollcall::pictures
