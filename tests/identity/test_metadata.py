"""What the metadata promises (RFC 8414) is what the endpoints do."""

from authlib.oauth2.rfc8414 import AuthorizationServerMetadata

from deploy.local.seed.identity import DOOR_DEVICE, door_device_key
from services.identity.adapters.id_tokens import REASONS
from services.identity.adapters.oauth.answers import OF_A_DESCRIPTION
from shared.web.openapi import document
from tests.identity.house import API, House
from tests.identity.test_clients import ASSERTION, Portal

KNOWN = "/.well-known/oauth-authorization-server/identity/v1"


async def test_it_is_valid_and_its_addresses_answer(house: House) -> None:
    told = (await house.http.get(KNOWN)).json()
    assert told["response_types_supported"] == []
    # Authlib takes "none at all" for a missing list, and this machine's address has no TLS.
    secure = {name: _https(value) for name, value in told.items()} | {"response_types_supported": ["none"]}
    AuthorizationServerMetadata(secure).validate()
    assert (await house.http.get(told["jwks_uri"])).json()["keys"]
    for name in ("token_endpoint", "revocation_endpoint"):
        answer = await house.http.post(told[name], data={"grant_type": "x", "token": "x"})
        assert answer.status_code in {400, 401}, name
    assert (await house.http.get(told["service_documentation"])).status_code == 200


def _https(value: object) -> object:
    return value.replace("http://", "https://") if isinstance(value, str) else value


async def test_a_grant_is_offered_exactly_if_it_is_told_of(house: House) -> None:
    told = (await house.http.get(KNOWN)).json()["grant_types_supported"]
    auth = (house.super_app.client_id, house.super_app.client_secret)
    others = ["password", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code"]
    for grant in [*told, *others]:
        answer = await house.http.post(f"{API}/oauth/token", data={"grant_type": grant}, auth=auth)
        unsupported = answer.json().get("error") == "unsupported_grant_type"
        assert unsupported == (grant not in told), grant


async def test_every_way_of_proof_that_it_tells_of_works(house: House) -> None:
    told = (await house.http.get(KNOWN)).json()
    key = door_device_key(house.keyring)
    claims = {"iss": DOOR_DEVICE, "sub": DOOR_DEVICE}
    app, form = house.super_app, {"grant_type": "client_credentials"}
    by_form = {**form, "client_id": app.client_id, "client_secret": app.client_secret}
    assertion = Portal(house, key).assertion(**claims)
    by_key = {**form, "client_assertion_type": ASSERTION, "client_assertion": assertion}
    answers = {
        "client_secret_basic": await house.http.post(
            f"{API}/oauth/token", data=form, auth=(app.client_id, app.client_secret)
        ),
        "client_secret_post": await house.http.post(f"{API}/oauth/token", data=by_form),
        "private_key_jwt": await house.http.post(f"{API}/oauth/token", data=by_key),
    }
    assert set(answers) == set(told["token_endpoint_auth_methods_supported"])
    assert {answer.status_code for answer in answers.values()} == {200}
    assert answers["private_key_jwt"].json()["scope"] in told["scopes_supported"]


async def test_the_document_shows_the_form_and_the_errors_of_the_protocol(house: House) -> None:
    operation = document(house.app)["paths"][f"{API}/oauth/token"]["post"]
    form = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert form["required"] == ["grant_type"]
    assert {"subject_token", "refresh_token", "client_assertion"} <= set(form["properties"])
    assert set(operation["responses"]) == {"200", "400", "401", "429", "503"}


async def test_an_error_is_told_in_both_languages(house: House) -> None:
    said = []
    for language in ("vi", "en"):
        answer = await house.http.post(
            f"{API}/oauth/token",
            data={"grant_type": "client_credentials"},
            auth=("super-app", "wrong"),
            headers={"Accept-Language": language},
        )
        assert answer.headers["content-language"] == language
        said.append(answer.json()["message"])
    assert said == [
        "Ứng dụng chưa chứng minh được mình là ai. "
        "Hãy kiểm tra mã ứng dụng và khóa bí mật, hoặc chứng thực đã ký.",
        "The client has not proved who it is. Check its id and its secret, or its signed assertion.",
    ]


def test_whatever_is_wrong_with_an_id_token_is_said_to_people_in_a_sentence_of_its_own() -> None:
    assert set(REASONS) <= set(OF_A_DESCRIPTION)
