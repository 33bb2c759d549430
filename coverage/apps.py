from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoverageConfig(AppConfig):
    name = "coverage"
    verbose_name = "Coverage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from coverage.desk.roles import keep_roles
        from coverage.web import signing

        post_migrate.connect(keep_roles, sender=self, dispatch_uid="keep_roles")
        signing.connect()
