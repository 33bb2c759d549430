"""The server answers a real browser, with the policy that its pages stand on."""

from playwright.sync_api import Page


def test_the_health_page_answers_with_a_strict_policy(page: Page):
    answer = page.goto("/healthz")
    assert answer is not None
    assert answer.status == 200
    policy = answer.header_value("content-security-policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
