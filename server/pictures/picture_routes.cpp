#include "pictures/picture_routes.hpp"

#include <array>
#include <boost/describe/class.hpp>

#include "api/answer.hpp"
#include "api/picture_url.hpp"
#include "core/error.hpp"
#include "pictures/picture_reader.hpp"
#include "pictures/pictures.hpp"

namespace rollcall::pictures {

namespace {

struct PictureBody {
    std::string picture_url;
};
BOOST_DESCRIBE_STRUCT(PictureBody, (), (picture_url))

constexpr std::array<std::string_view, 4> kinds{"image/png", "image/jpeg", "image/webp", "image/gif"};

// The bytes decide what it is. The header only has to say that a picture is meant at all.
void require_picture_type(const api::Request& request) {
    const auto type = request.content_type();
    for (const auto kind : kinds) {
        if (type == kind) return;
    }
    throw Error(ErrorCode::unsupported_media_type, "Pictures are taken in PNG, JPEG, WebP and GIF.");
}

// Asked for anew each time, so that it ends with the right to see it; told "as you have it" where nothing has changed.
http::Response show(const api::Request& request, api::Services& services, const MemberId& member) {
    auto picture = get_picture(services.database, services.blobs, member);
    const auto tag = '"' + picture.version + '"';
    http::Response response;
    response.set("ETag", tag);
    response.set("Cache-Control", "private, no-cache");
    if (request.knows(tag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", "image/jpeg");
    response.body = std::move(picture.bytes);
    return response;
}

}  // namespace

http::Response show_own_picture(const api::Request& request, api::Services& services) {
    return show(request, services, request.caller().member);
}

http::Response put_own_picture(const api::Request& request, api::Services& services) {
    require_picture_type(request);
    const auto version = set_own_picture(services.database, services.blobs, services.pictures, services.clock,
                                         request.caller(), request.bytes());
    return api::ok(PictureBody{api::own_picture_url(version).value()});
}

http::Response delete_own_picture(const api::Request& request, api::Services& services) {
    remove_own_picture(services.database, services.clock, request.caller());
    return http::Response::no_content();
}

http::Response show_picture(const api::Request& request, api::Services& services) {
    return show(request, services, request.id<MemberId>());
}

}  // namespace rollcall::pictures
