#include "api/route.hpp"

#include <stdexcept>

#include "access/decision.hpp"
#include "core/enum_names.hpp"

namespace rollcall::api {

namespace {

std::string join_names(access::Permissions permissions) {
    std::string names;
    for (const auto& [permission, name, label] : access::permission_texts) {
        if (!permissions.has(permission)) continue;
        if (!names.empty()) names += '+';
        names += name;
    }
    return names;
}

}  // namespace

std::string Audience::text() const {
    switch (kind_) {
        case Kind::undeclared:
            break;
        case Kind::anyone:
            return "anyone";
        case Kind::signed_in:
        case Kind::signed_in_with_any_password:
            return "signed_in";
        case Kind::platform:
            return "platform";
        case Kind::administrators:
            return "administrators";
        case Kind::with_permissions:
            return "with:" + join_names(permissions_);
    }
    throw std::logic_error("a route does not declare who may call it");
}

void TokenAccess::require(const access::Caller& caller) const {
    if (!caller.uses_api_token()) return;
    if (kind_ != Kind::by_scope) access::throw_not_for_api_tokens();
    if (!caller.token_scopes.has(scope_)) access::throw_token_scope_missing(scope_);
}

std::string TokenAccess::text() const {
    switch (kind_) {
        case Kind::undeclared:
            break;
        case Kind::refused:
            return "none";
        case Kind::by_scope:
            return std::string(enum_name(scope_));
    }
    throw std::logic_error("a route does not declare which API tokens it admits");
}

void require_declared(const Route& route) {
    route.audience.text();
    route.token.text();
    if (route.is_answered_at_once && route.audience.kind() != Audience::Kind::anyone) {
        throw std::logic_error("a route is answered before anybody looks at who calls, and is not for anyone");
    }
}

}  // namespace rollcall::api
