from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "newsapp.accounts"
    verbose_name = "Accounts"
