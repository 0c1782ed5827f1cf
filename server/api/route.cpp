#include "api/route.hpp"

#include <stdexcept>

namespace rollcall::api {

std::string Audience::text() const {
    switch (kind_) {
        case Kind::undeclared:
            break;
        case Kind::anyone:
            return "anyone";
        case Kind::signed_in:
        case Kind::signed_in_owing:
            return "signed_in";
        case Kind::administrators:
            return "administrators";
        case Kind::with_permission:
            return "with:" + std::string(access::text_of(*permission_).name);
    }
    throw std::logic_error("a route does not declare who may call it");
}

}  // namespace rollcall::api
